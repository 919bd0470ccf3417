package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.opensky.FlightSource;
import dev.flightwatch.datacollector.simulation.MockFlights;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * The dependencies of the collection.
 *
 * @param source source of real flights
 * @param mocks simulated flights, for when the source cannot be read
 * @param publisher publishes an event; completes when the subscribers in this process handled it
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
