package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.Source;
import java.time.Instant;

/**
 * The latest live collection of this process.
 *
 * @param source source of the flights it stored
 */
public record LastCollection(Instant at, Source source) {}
