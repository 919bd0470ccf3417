package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.aircraft.AircraftStore;
import dev.flightwatch.datacollector.aircraft.AircraftStoreContract;
import dev.flightwatch.datacollector.testing.MongoRig;
import org.junit.jupiter.api.AutoClose;

class MongoAircraftStoreTest implements AircraftStoreContract {
  @AutoClose private static final MongoRig RIG = new MongoRig();
  private final AircraftStore store = new MongoAircraftStore(RIG.freshDatabase());

  @Override
  public AircraftStore store() {
    return store;
  }
}
