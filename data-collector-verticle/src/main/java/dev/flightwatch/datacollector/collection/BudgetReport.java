package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.opensky.CreditBalance;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * How the day's credits are spent.
 *
 * @param interval in which an airport is read
 * @param oldestDue since when the airport is due that waits longest; null when none is
 * @param daysLeftUnread finished days of the week before the last that stay as they were polled
 */
public record BudgetReport(
    CreditBalance balance, Duration interval, Instant oldestDue, int daysLeftUnread) {

  /** As it stands in a health report. */
  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put(
                "budget",
                new JsonObject()
                    .put("remaining", balance.remaining())
                    .put("of", balance.daily())
                    .put("resets_at", balance.resetsAt().toString()))
            .put("interval_seconds", interval.toSeconds())
            .put("days_left_unread", daysLeftUnread);
    return oldestDue == null ? json : json.put("oldest_read_due", oldestDue.toString());
  }
}
