package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FlightJson.FIRST_SEEN;
import static dev.flightwatch.embedded.opensky.FlightJson.LAST_SEEN;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * One flight in both its forms: as seen on its day, and as the nightly batch settles it.
 *
 * @param live null for a flight that only the batch finds
 * @param settled null for a flight that the batch throws away
 */
record TrackedFlight(long firstSeen, JsonObject live, JsonObject settled) {

  /** Early enough that who reads a finished day at 04:00 UTC finds it settled. */
  static final LocalTime NIGHTLY_BATCH = LocalTime.of(3, 30);

  /** A flight that no batch changes any more. */
  static TrackedFlight unchanging(JsonObject flight) {
    return new TrackedFlight(flight.getLong(FIRST_SEEN), flight, flight);
  }

  /** What is told of this flight at a moment, if anything. */
  Optional<JsonObject> seenAt(long now) {
    if (now <= firstSeen) {
      return Optional.empty();
    }
    return Optional.ofNullable(now < settledAt() ? live : settled)
        .map(
            flight ->
                flight.getLong(LAST_SEEN) > now
                    ? FlightJson.beforeArrival(flight, now)
                    : flight.copy());
  }

  private long settledAt() {
    LocalDate nextDay = UtcDays.of(firstSeen).plusDays(1);
    return UtcDays.startOf(nextDay) + NIGHTLY_BATCH.toSecondOfDay();
  }
}
