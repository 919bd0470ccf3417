package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestFutures.await;

import dev.flightwatch.datacollector.flights.FlightDeletionContract;
import dev.flightwatch.datacollector.flights.FlightPageContract;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.FlightStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class MongoFlightStoreTest
    implements FlightStoreContract, FlightDeletionContract, FlightPageContract {
  private static MongoRig rig;
  private MongoFlightStore store;

  @BeforeAll
  static void start() {
    rig = new MongoRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void prepare() {
    store = new MongoFlightStore(rig.freshDatabase());
    await(store.prepare());
  }

  @Override
  public FlightStore store() {
    return store;
  }
}
