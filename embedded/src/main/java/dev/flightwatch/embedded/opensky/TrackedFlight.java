package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FlightFields.LAST_SEEN;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * A flight in both of its forms: as tracked on its day, and as settled by the nightly batch.
 *
 * @param live null for a flight that only the batch finds
 * @param settled null for a flight that the batch discards
 */
record TrackedFlight(long firstSeen, JsonObject live, JsonObject settled) {

  /** The UTC time of the batch. A finished day that is read at 04:00 UTC is settled. */
  private static final Duration NIGHTLY_BATCH = Duration.ofMinutes(3 * 60 + 30);

  /** Returns the flight as the API reports it at a moment; empty if it is not reported. */
  Optional<JsonObject> seenAt(long now) {
    if (now <= firstSeen) {
      return Optional.empty();
    }
    return Optional.ofNullable(now < settledAt() ? live : settled)
        .map(
            flight ->
                flight.getLong(LAST_SEEN) > now
                    ? FlightFields.beforeArrival(flight, now)
                    : flight.copy());
  }

  private long settledAt() {
    return (UtcDays.of(firstSeen) + 1) * UtcDays.SECONDS + NIGHTLY_BATCH.toSeconds();
  }
}
