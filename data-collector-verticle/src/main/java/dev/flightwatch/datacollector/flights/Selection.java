package dev.flightwatch.datacollector.flights;

import java.time.Instant;

/**
 * The flights of one airport that belong in a list. They are of one source, so real and mock
 * flights never mix; mock flights are included only after the last window read from OpenSky.
 *
 * @param source source of the flights
 * @param after exclusive lower bound of the time of a flight
 * @param until inclusive upper bound; {@link Instant#MAX} for none
 */
public record Selection(AirportCode airport, Source source, Instant after, Instant until) {
  public Selection(AirportCode airport, Source source, Instant after) {
    this(airport, source, after, Instant.MAX);
  }

  /** Returns the selected flights with a time in the window. */
  public Selection within(Window window) {
    Instant before = window.begin().minusSeconds(1);
    return new Selection(airport, source, before.isAfter(after) ? before : after, window.end());
  }
}
