package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FlightFields.FIRST_SEEN;
import static dev.flightwatch.embedded.opensky.FlightFields.LAST_SEEN;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * A flight in both of its forms: as tracked on its day, and as settled by the nightly batch.
 *
 * @param live null for a flight that only the batch finds
 * @param settled null for a flight that the batch discards
 */
record TrackedFlight(long firstSeen, JsonObject live, JsonObject settled) {

  /** The UTC time of the batch. A finished day that is read at 04:00 UTC is settled. */
  static final LocalTime NIGHTLY_BATCH = LocalTime.of(3, 30);

  /** Returns a flight that no batch changes. */
  static TrackedFlight unchanging(JsonObject flight) {
    return new TrackedFlight(flight.getLong(FIRST_SEEN), flight, flight);
  }

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
    LocalDate nextDay = UtcDays.of(firstSeen).plusDays(1);
    return UtcDays.startOf(nextDay) + NIGHTLY_BATCH.toSecondOfDay();
  }
}
