package dev.flightwatch.datacollector.flights;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Which flights of an airport belong into a list: those of one source, so that real and mock never
 * mix, and of the mock ones only those after the last window that was really read.
 *
 * @param airport the airport
 * @param source the one source
 * @param after exclusive lower bound of firstSeen
 */
public record Selection(String airport, Source source, Instant after) {
  public Selection {
    requireNonNull(airport);
    requireNonNull(source);
    requireNonNull(after);
  }
}
