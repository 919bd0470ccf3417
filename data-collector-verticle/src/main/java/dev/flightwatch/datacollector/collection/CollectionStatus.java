package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * How the collection is doing.
 *
 * @param budget null when calls cost nothing
 * @param last null before the first
 * @param now when this was looked at
 */
public record CollectionStatus(
    OpenSkyStatus source, BudgetReport budget, LastCollection last, Instant now) {
  public CollectionStatus {
    requireNonNull(source);
    requireNonNull(now);
  }

  /** As it stands in a health report. */
  public JsonObject toJson() {
    JsonObject json = source.toJson();
    if (budget != null) {
      json.mergeIn(budget.toJson());
    }
    return last == null ? json : json.put("last_collection", last.toJson(now));
  }
}
