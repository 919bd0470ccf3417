package dev.flightwatch.datacollector.collection;

/** The store of the unit tests fulfils the contract too. */
class MemoryCollectionStoreTest implements CollectionStoreContract {
  private final CollectionStore store = new MemoryCollectionStore();

  @Override
  public CollectionStore store() {
    return store;
  }
}
