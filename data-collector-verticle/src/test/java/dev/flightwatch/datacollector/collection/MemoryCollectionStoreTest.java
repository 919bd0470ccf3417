package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.AirportCode;
import java.util.List;

/** The store of the unit tests fulfils the contract too. */
class MemoryCollectionStoreTest implements CollectionStoreContract {
  private final MemoryCollectionStore store = new MemoryCollectionStore();

  @Override
  public CollectionStore store() {
    return store;
  }

  @Override
  public void follow(List<AirportCode> airports) {
    store.follow(airports, NOON);
  }
}
