package dev.flightwatch.datacollector.airports;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The airlines, by the ICAO codes with which their callsigns begin. */
public final class Airlines {
  private static final int CODE_LENGTH = 3;
  private static final Pattern AIRLINE_CALLSIGN = Pattern.compile("[A-Z]{3}[0-9].*");

  /** The lines of {@code airlines.tsv}: ICAO code, trade name, country. */
  private static final Map<String, String> CODE_TO_NAME =
      AirportReference.lines("airlines.tsv").stream()
          .map(line -> line.split("\t"))
          .collect(toUnmodifiableMap(columns -> columns[0], columns -> columns[1]));

  private Airlines() {}

  /**
   * Returns the ICAO code of the airline that uses a callsign; empty when the callsign is an
   * aircraft's registration.
   */
  public static Optional<String> codeOf(String callsign) {
    return AIRLINE_CALLSIGN.matcher(callsign).matches()
        ? Optional.of(callsign.substring(0, CODE_LENGTH))
        : Optional.empty();
  }

  /** Returns the trade name of an airline; empty when it is not in the table. */
  public static Optional<String> find(String code) {
    return Optional.ofNullable(CODE_TO_NAME.get(code));
  }

  /** Returns the trade name of an airline; its code when it is not in the table. */
  public static String nameOf(String code) {
    return find(code).orElse(code);
  }
}
