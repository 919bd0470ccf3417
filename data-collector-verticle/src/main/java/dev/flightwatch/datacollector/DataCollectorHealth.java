package dev.flightwatch.datacollector;

import dev.flightwatch.datacollector.collection.BudgetReport;
import dev.flightwatch.datacollector.collection.CollectionMessages;
import dev.flightwatch.datacollector.collection.CollectionMessages.GetStatus;
import dev.flightwatch.datacollector.collection.CollectionStatus;
import dev.flightwatch.datacollector.collection.LastCollection;
import dev.flightwatch.datacollector.opensky.CreditBalance;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.bus.Command;
import dev.flightwatch.toolkit.management.HealthCheck;
import dev.flightwatch.toolkit.management.UnhealthyException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The health of the data collector's database and of OpenSky. The service verticles, which hold the
 * connections, check them on request of the management server.
 */
final class DataCollectorHealth {
  private static final Command<CheckDatabase, DatabaseHealthy> CHECK_DATABASE =
      new Command<>(
          "data-collector.database.check",
          CheckDatabase.class,
          DatabaseHealthy.class,
          Duration.ofSeconds(1));

  private DataCollectorHealth() {}

  /** Checks the database; fails with {@code UNAVAILABLE} when it is unhealthy. */
  record CheckDatabase() {}

  /** The database is healthy. */
  record DatabaseHealthy() {}

  /** Consumes the checks of the database. */
  static Future<Void> consume(Bus bus, Supplier<Future<Void>> ping) {
    return bus.consume(CHECK_DATABASE, check -> ping.get().map(v -> new DatabaseHealthy()));
  }

  /** Returns the entry of the database in the health checks. */
  static HealthCheck database(Bus bus) {
    return new HealthCheck(
        "database", true, () -> bus.request(CHECK_DATABASE, new CheckDatabase()).mapEmpty());
  }

  /** Returns the entry of OpenSky: unhealthy when credentials are set but no real flights come. */
  static HealthCheck openSky(Bus bus) {
    return new HealthCheck(
        "opensky",
        false,
        () ->
            bus.request(CollectionMessages.GET_STATUS, new GetStatus())
                .compose(DataCollectorHealth::entry));
  }

  private static Future<JsonObject> entry(CollectionStatus status) {
    JsonObject json = toJson(status);
    return status.source().degraded()
        ? Future.failedFuture(
            new UnhealthyException("Real flights cannot be read from OpenSky.", json))
        : Future.succeededFuture(json);
  }

  /** Returns the data of OpenSky's entry; values that are not known are omitted. */
  static JsonObject toJson(CollectionStatus status) {
    JsonObject json = toJson(status.source());
    if (status.budget() != null) {
      json.mergeIn(toJson(status.budget()));
    }
    if (status.last() != null) {
      json.put("last_collection", toJson(status.last(), status.now()));
    }
    json.put("aircraft", states(status));
    json.getMap().values().removeIf(Objects::isNull);
    return json;
  }

  /** Returns what the source of aircraft does not share with the source of flights. */
  private static JsonObject states(CollectionStatus status) {
    OpenSkyStatus states = status.states();
    if (states == null || states.mode() == OpenSkyStatus.Mode.MOCK) {
      return null;
    }
    JsonObject json =
        JsonObject.of("breaker", lowerCase(states.breaker()))
            .put("paused_until", states.pausedUntil())
            .put("last_failure", states.lastFailure())
            .put("budget", status.statesBalance() == null ? null : toJson(status.statesBalance()));
    json.getMap().values().removeIf(Objects::isNull);
    return json;
  }

  private static JsonObject toJson(OpenSkyStatus status) {
    boolean isReal = status.mode() == OpenSkyStatus.Mode.OPENSKY;
    return JsonObject.of("mode", lowerCase(status.mode()))
        .put("breaker", isReal ? lowerCase(status.breaker()) : null)
        .put("token", isReal ? lowerCase(status.token()) : null)
        .put("paused_until", status.pausedUntil())
        .put("credits_remaining", status.creditsRemaining())
        .put("last_failure", status.lastFailure());
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObject toJson(BudgetReport report) {
    return JsonObject.of("budget", toJson(report.balance()))
        .put("interval_seconds", report.interval().toSeconds())
        .put("days_left_unread", report.daysLeftUnread())
        .put("backfill_calls_left", report.backfillCalls())
        .put("oldest_read_due", report.oldestDue());
  }

  private static JsonObject toJson(CreditBalance balance) {
    return JsonObject.of("remaining", balance.remaining(), "of", balance.daily())
        .put("resets_at", balance.resetsAt());
  }

  private static JsonObject toJson(LastCollection last, Instant now) {
    return JsonObject.of("at", last.at().truncatedTo(ChronoUnit.SECONDS))
        .put("age_seconds", Duration.between(last.at(), now).toSeconds())
        .put("source", last.source().label());
  }
}
