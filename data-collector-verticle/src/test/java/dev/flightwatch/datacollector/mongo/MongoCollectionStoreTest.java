package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.collection.CollectionStore;
import dev.flightwatch.datacollector.collection.CollectionStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class MongoCollectionStoreTest implements CollectionStoreContract {
  private static MongoRig rig;
  private CollectionStore store;

  @BeforeAll
  static void start() {
    rig = new MongoRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void open() {
    store = new MongoCollectionStore(rig.freshDatabase());
  }

  @Override
  public CollectionStore store() {
    return store;
  }
}
