package dev.flightwatch.datacollector.aircraft;

/** The store of the unit tests fulfils the contract too. */
class MemoryAircraftStoreTest implements AircraftStoreContract {
  private final AircraftStore store = new MemoryAircraftStore();

  @Override
  public AircraftStore store() {
    return store;
  }
}
