package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.Source;
import java.time.Instant;

/**
 * The latest live collection of this process.
 *
 * @param source source of the flights it stored
 */
public record LastCollection(Instant at, Source source) {
  public LastCollection {
    requireNonNull(at);
    requireNonNull(source);
  }
}
