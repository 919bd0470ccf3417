package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.opensky.FlightSource;
import dev.flightwatch.datacollector.opensky.MockFlights;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * What a run works with.
 *
 * @param source where real flights come from
 * @param mocks what stands in when they cannot be read
 * @param flights where flights go
 * @param collections how far each airport has come
 * @param publisher tells all what was collected; complete when this process knows
 * @param metrics what is counted and timed
 */
public record CollectionDependencies(
    FlightSource source,
    MockFlights mocks,
    FlightStore flights,
    CollectionStore collections,
    Function<FlightsCollected, Future<Void>> publisher,
    CollectionMetrics metrics) {
  public CollectionDependencies {
    requireNonNull(source);
    requireNonNull(mocks);
    requireNonNull(flights);
    requireNonNull(collections);
    requireNonNull(publisher);
    requireNonNull(metrics);
  }
}
