package dev.flightwatch.datacollector.flights;

/**
 * A flight as it is stored.
 *
 * @param airport the airport whose list contained it last
 */
public record StoredFlight(AirportCode airport, Flight flight) {}
