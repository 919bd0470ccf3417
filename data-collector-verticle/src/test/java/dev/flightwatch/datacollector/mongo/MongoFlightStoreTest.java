package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.flights.FlightDeletionContract;
import dev.flightwatch.datacollector.flights.FlightPageContract;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.FlightStoreContract;
import dev.flightwatch.datacollector.testing.MongoRig;
import org.junit.jupiter.api.AutoClose;

class MongoFlightStoreTest
    implements FlightStoreContract, FlightDeletionContract, FlightPageContract {
  @AutoClose private static final MongoRig RIG = new MongoRig();
  private final FlightStore store = RIG.flights();

  @Override
  public FlightStore store() {
    return store;
  }
}
