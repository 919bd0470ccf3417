package dev.flightwatch.datacollector.interests;

/** The fake that the rules are tested with keeps the contract too. */
class MemoryInterestStoreTest
    implements InterestStoreContract, TombstoneContract, FollowerContract {
  private final InterestStore store = new MemoryInterestStore();

  @Override
  public InterestStore store() {
    return store;
  }
}
