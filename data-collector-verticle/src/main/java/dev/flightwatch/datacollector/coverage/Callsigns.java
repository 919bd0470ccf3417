package dev.flightwatch.datacollector.coverage;

import dev.flightwatch.datacollector.flights.Flight;
import java.util.Optional;
import java.util.regex.Pattern;

/** The callsigns of flights. */
final class Callsigns {
  private static final Pattern OF_AIRLINE = Pattern.compile("[A-Z]{3}[0-9].*");
  private static final int PREFIX = 3;

  private Callsigns() {}

  /** Returns the ICAO code of the airline; a callsign of another form is a registration. */
  static Optional<String> airline(Flight flight) {
    return Optional.ofNullable(flight.data().getString("callsign"))
        .filter(callsign -> OF_AIRLINE.matcher(callsign).matches())
        .map(callsign -> callsign.substring(0, PREFIX));
  }
}
