package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A claim on an airport.
 *
 * @param airport what is claimed
 * @param owner unique to the run, so that no other run can take it for its own
 * @param until when others may take it
 */
public record Lease(String airport, String owner, Instant until) {
  public Lease {
    requireNonNull(airport);
    requireNonNull(owner);
    requireNonNull(until);
  }

  Lease until(Instant newUntil) {
    return new Lease(airport, owner, newUntil);
  }

  /** The lease, given back. */
  Lease released() {
    return until(Instant.EPOCH);
  }
}
