package dev.flightwatch.datacollector.interests;

/** The store of the unit tests fulfils the contract too. */
class MemoryInterestStoreTest
    implements InterestStoreContract, TombstoneContract, FollowerContract {
  private final InterestStore store = new MemoryInterestStore();

  @Override
  public InterestStore store() {
    return store;
  }
}
