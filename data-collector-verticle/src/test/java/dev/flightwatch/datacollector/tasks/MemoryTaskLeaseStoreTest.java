package dev.flightwatch.datacollector.tasks;

/** The store of the unit tests fulfils the contract too. */
class MemoryTaskLeaseStoreTest implements TaskLeaseStoreContract {
  private final TaskLeaseStore store = new MemoryTaskLeaseStore();

  @Override
  public TaskLeaseStore store() {
    return store;
  }
}
