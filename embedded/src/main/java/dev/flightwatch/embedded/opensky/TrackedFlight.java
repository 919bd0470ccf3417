package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FlightFields.LAST_SEEN;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A flight in its forms: as tracked on its day, as settled by the batch of the following night, and
 * as corrected by the batch after that. All have the same icao24 and firstSeen.
 *
 * @param live null for a flight that only the batch finds
 * @param settled null for a flight that the batch discards
 * @param corrected the settled flight, with another arrival airport if the first batch was wrong;
 *     null for a flight that the batch discards
 */
record TrackedFlight(long firstSeen, JsonObject live, JsonObject settled, JsonObject corrected) {

  /** Returns the flight as it really is: as the last batch will have it, if it keeps it. */
  JsonObject flown() {
    return corrected == null ? live : corrected;
  }

  /** Returns the flight as departures report it at a moment; empty if it is not reported. */
  Optional<JsonObject> seenAt(long now, NightlyBatch batch) {
    if (now <= firstSeen) {
      return Optional.empty();
    }
    return Optional.ofNullable(formAt(now, batch))
        .map(
            flight ->
                flight.getLong(LAST_SEEN) > now
                    ? FlightFields.beforeArrival(flight, now)
                    : flight.copy());
  }

  /** Returns the flight as arrivals report it: only once the day of its lastSeen is settled. */
  Optional<JsonObject> arrivedAt(long now, NightlyBatch batch) {
    return settled == null || now < batch.settles(settled.getLong(LAST_SEEN))
        ? Optional.empty()
        : seenAt(now, batch);
  }

  private JsonObject formAt(long now, NightlyBatch batch) {
    if (now < batch.settles(firstSeen)) {
      return live;
    }
    if (settled == null) {
      return null;
    }
    boolean isCorrected = now >= batch.settles(settled.getLong(LAST_SEEN)) + UtcDays.SECONDS;
    return isCorrected ? corrected : settled;
  }
}
