package dev.flightwatch.datacollector.flights;

/** The store of the unit tests fulfils the contract too. */
class MemoryFlightStoreTest
    implements FlightStoreContract, FlightDeletionContract, FlightPageContract {
  private final FlightStore store = new MemoryFlightStore();

  @Override
  public FlightStore store() {
    return store;
  }
}
