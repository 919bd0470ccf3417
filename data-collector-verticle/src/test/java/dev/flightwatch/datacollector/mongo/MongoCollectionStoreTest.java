package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.collection.CollectionStore;
import dev.flightwatch.datacollector.collection.CollectionStoreContract;
import dev.flightwatch.datacollector.testing.MongoRig;
import org.junit.jupiter.api.AutoClose;

class MongoCollectionStoreTest implements CollectionStoreContract {
  @AutoClose private static final MongoRig RIG = new MongoRig();
  private final CollectionStore store = new MongoCollectionStore(RIG.freshDatabase());

  @Override
  public CollectionStore store() {
    return store;
  }
}
