package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.tasks.TaskLeaseStore;
import dev.flightwatch.datacollector.tasks.TaskLeaseStoreContract;
import dev.flightwatch.datacollector.testing.MongoRig;
import org.junit.jupiter.api.AutoClose;

class MongoTaskLeaseStoreTest implements TaskLeaseStoreContract {
  @AutoClose private static final MongoRig RIG = new MongoRig();
  private final TaskLeaseStore store = new MongoTaskLeaseStore(RIG.freshDatabase());

  @Override
  public TaskLeaseStore store() {
    return store;
  }
}
