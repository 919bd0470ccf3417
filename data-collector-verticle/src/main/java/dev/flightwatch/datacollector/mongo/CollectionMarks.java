package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.coverage.AirportDay;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The marks in an airport's document of what is to be counted: {@code runs} are the runs that were
 * not finished, {@code moved} the days of which a flight moved to another airport, and {@code
 * counted} is the {@code next_due} of the last run that counted its days.
 */
final class CollectionMarks {
  /** The latest time in {@code moved}, which has an index; a field of an array has none. */
  static final String MOVED_AT = "moved_at";

  /** How far back the days are counted that no run has counted. */
  private static final Duration UNCOUNTED_KEPT = Duration.ofDays(7);

  /** Maximum number of marks of each kind; the oldest are removed. */
  private static final int MAX_MARKS = 100;

  private CollectionMarks() {}

  /** Returns what to push when a run begins. */
  static JsonObject run(String holder, Instant now) {
    return latest("runs", List.of(mark(holder, now)));
  }

  /** Returns the update for when flights of these days are about to move. */
  static JsonObject moved(Collection<AirportDay> days, Instant now) {
    JsonObject marks = latest("moved", days.stream().map(day -> mark(day.id(), now)).toList());
    JsonObject latest = JsonObject.of(MOVED_AT, now.toEpochMilli());
    return JsonObject.of("$push", marks, "$max", latest);
  }

  private static JsonObject mark(String id, Instant now) {
    return JsonObject.of("id", id, "at", now.toEpochMilli());
  }

  private static JsonObject latest(String field, List<JsonObject> marks) {
    return JsonObject.of(field, JsonObject.of("$each", new JsonArray(marks), "$slice", -MAX_MARKS));
  }

  /**
   * Returns what to pull when a run is finished: its mark, and all earlier ones than an instant.
   */
  static JsonObject finished(String holder, Instant keptFrom) {
    JsonObject old = JsonObject.of("at", JsonObject.of("$lt", keptFrom.toEpochMilli()));
    JsonObject own = JsonObject.of("id", holder);
    return JsonObject.of("runs", JsonObject.of("$or", JsonArray.of(own, old)), "moved", old);
  }

  static Optional<Instant> uncountedSince(JsonObject document, String holder) {
    Stream<Long> unfinished =
        marks(document, "runs")
            .filter(mark -> !mark.getString("id").equals(holder))
            .map(mark -> mark.getLong("at"));
    return Stream.concat(unfinished, countedByNoRunSince(document))
        .min(Comparator.naturalOrder())
        .map(Instant::ofEpochMilli);
  }

  /**
   * A replica of a previous version stores another {@code next_due} and does not count. A new
   * document has its first one. Of a document that was never counted, the last days are.
   */
  private static Stream<Long> countedByNoRunSince(JsonObject document) {
    long nextDue = document.getLong("next_due");
    long counted = document.getLong("counted", document.getLong("first_followed"));
    return nextDue == counted
        ? Stream.empty()
        : Stream.of(Math.max(counted, nextDue - UNCOUNTED_KEPT.toMillis()));
  }

  /** Returns the filter of the airports from which flights were moved. */
  static JsonObject movedSince(Instant since) {
    return JsonObject.of(MOVED_AT, JsonObject.of("$gte", since.toEpochMilli()));
  }

  static List<AirportDay> moved(JsonObject document) {
    return marks(document, "moved")
        .map(mark -> AirportDay.parse(mark.getString("id")))
        .distinct()
        .toList();
  }

  private static Stream<JsonObject> marks(JsonObject document, String field) {
    return document.getJsonArray(field, new JsonArray()).stream().map(JsonObject.class::cast);
  }
}
