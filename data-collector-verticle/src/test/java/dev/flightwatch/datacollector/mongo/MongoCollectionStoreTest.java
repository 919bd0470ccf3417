package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestFutures.await;

import dev.flightwatch.datacollector.collection.CollectionStore;
import dev.flightwatch.datacollector.collection.CollectionStoreContract;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.testing.MongoRig;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;

class MongoCollectionStoreTest implements CollectionStoreContract {
  @AutoClose private static final MongoRig RIG = new MongoRig();
  private final MongoDatabase database = RIG.freshDatabase();
  private final MongoCollectionStore store = new MongoCollectionStore(database);

  @BeforeEach
  void prepare() {
    await(store.prepare());
  }

  @Override
  public CollectionStore store() {
    return store;
  }

  @Override
  public void follow(List<AirportCode> airports) {
    airports.forEach(airport -> await(new MongoFollowedAirports(database).mark(airport, NOON)));
  }
}
