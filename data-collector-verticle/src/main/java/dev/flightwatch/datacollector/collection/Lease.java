package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.flights.AirportCode;
import java.time.Instant;

/**
 * A lease on one airport.
 *
 * @param holder unique to one run, so that no other run mistakes the lease for its own
 * @param until when the lease expires
 */
public record Lease(AirportCode airport, String holder, Instant until) {
  Lease until(Instant newUntil) {
    return new Lease(airport, holder, newUntil);
  }

  /** Returns the lease as it is stored to release it. */
  Lease released() {
    return until(Instant.EPOCH);
  }
}
