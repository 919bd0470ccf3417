package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import io.vertx.core.json.JsonObject;

/**
 * How the collection is doing.
 *
 * @param budget null when calls cost nothing
 */
public record CollectionStatus(OpenSkyStatus source, BudgetReport budget) {
  public CollectionStatus {
    requireNonNull(source);
  }

  /** As it stands in a health report. */
  public JsonObject toJson() {
    JsonObject json = source.toJson();
    return budget == null ? json : json.mergeIn(budget.toJson());
  }
}
