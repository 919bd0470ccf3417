package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.Waiting.await;

import dev.flightwatch.datacollector.interests.InterestStore;
import dev.flightwatch.datacollector.interests.InterestStoreContract;
import dev.flightwatch.datacollector.interests.TombstoneContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class MongoInterestStoreTest implements InterestStoreContract, TombstoneContract {
  private static MongoRig rig;
  private MongoInterestStore store;

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
    store = new MongoInterestStore(rig.freshDatabase());
    await(store.prepare());
  }

  @Override
  public InterestStore store() {
    return store;
  }
}
