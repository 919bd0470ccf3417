package dev.flightwatch.datacollector.flights;

/** The fake that the rules are tested with keeps the contract too. */
class MemoryFlightStoreTest
    implements FlightStoreContract, FlightDeletionContract, FlightPageContract {
  private final FlightStore store = new MemoryFlightStore();

  @Override
  public FlightStore store() {
    return store;
  }
}
