package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.collection.CollectionMessages.AirportRead;
import dev.flightwatch.datacollector.coverage.DayCounter;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.FlightStores;
import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.opensky.FlightSource;
import dev.flightwatch.datacollector.tasks.TaskLeaseStore;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * The dependencies of the collection.
 *
 * @param source source of real flights
 * @param publisher publishes an event; completes when the subscribers in this process handled it
 * @param reads publishes that an airport was read, in the same way
 */
public record CollectionDependencies(
    FlightSource source,
    FlightStores flights,
    DayCounter counter,
    CollectionStore collections,
    TaskLeaseStore tasks,
    Function<FlightsCollected, Future<Void>> publisher,
    Function<AirportRead, Future<Void>> reads,
    CollectionMetrics metrics) {

  Future<Void> publish(AirportCode airport, Saved saved, Source source) {
    return publisher.apply(new FlightsCollected(airport, saved.fresh(), saved.seen(), source));
  }
}
