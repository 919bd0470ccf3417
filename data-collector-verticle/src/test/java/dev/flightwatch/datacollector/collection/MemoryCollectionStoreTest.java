package dev.flightwatch.datacollector.collection;

/** The fake that the rules are tested with keeps the contract too. */
class MemoryCollectionStoreTest implements CollectionStoreContract {
  private final CollectionStore store = new MemoryCollectionStore();

  @Override
  public CollectionStore store() {
    return store;
  }
}
