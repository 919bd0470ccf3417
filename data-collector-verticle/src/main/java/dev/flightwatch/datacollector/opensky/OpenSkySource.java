package dev.flightwatch.datacollector.opensky;

import java.util.Optional;

/** What is known of a source and of its credits. Safe for use by any thread. */
public interface OpenSkySource {
  /** Returns the credits left for today; empty when calls cost none. */
  default Optional<CreditBalance> balance() {
    return Optional.empty();
  }

  /** Returns a snapshot of the source's status. */
  OpenSkyStatus status();
}
