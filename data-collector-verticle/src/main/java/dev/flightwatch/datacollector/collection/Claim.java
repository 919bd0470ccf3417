package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.coverage.AirportDay;
import java.util.List;

/**
 * A claimed airport.
 *
 * @param isUncounted whether an earlier run may have changed flights without counting their days:
 *     it did not finish, or a replica of a version that does not count made it
 * @param moved days of which another airport took over a flight
 */
public record Claim(CollectionProgress progress, boolean isUncounted, List<AirportDay> moved) {}
