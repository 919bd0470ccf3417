package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.coverage.AirportDay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A claimed airport.
 *
 * @param uncountedSince since when earlier runs may have changed flights without counting their
 *     days: they did not finish, or a replica of a version that does not count made them
 * @param moved days of which another airport took over a flight
 */
public record Claim(
    CollectionProgress progress, Optional<Instant> uncountedSince, List<AirportDay> moved) {}
