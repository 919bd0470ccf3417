package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.opensky.FlightSource;
import dev.flightwatch.datacollector.opensky.MockFlights;
import java.util.function.Consumer;

/**
 * What a run works with.
 *
 * @param source where real flights come from
 * @param mocks what stands in when they cannot be read
 * @param flights where flights go
 * @param collections how far each airport has come
 * @param publisher who is told what was collected
 * @param metrics what is counted and timed
 */
public record CollectionParts(
    FlightSource source,
    MockFlights mocks,
    FlightStore flights,
    CollectionStore collections,
    Consumer<FlightsCollected> publisher,
    CollectionMetrics metrics) {
  public CollectionParts {
    requireNonNull(source);
    requireNonNull(mocks);
    requireNonNull(flights);
    requireNonNull(collections);
    requireNonNull(publisher);
    requireNonNull(metrics);
  }
}
