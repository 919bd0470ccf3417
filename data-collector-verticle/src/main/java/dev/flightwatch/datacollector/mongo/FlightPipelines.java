package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.datacollector.flights.Selection;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The queries on flights, in stages and operators that every MongoDB-like server knows. */
final class FlightPipelines {
  /** The field of a row that holds its number. */
  static final String NUMBER = "number";

  private static final JsonArray ALL_SOURCES =
      new JsonArray().add(Source.OPENSKY.label()).add(Source.MOCK.label());

  private FlightPipelines() {}

  static JsonArray countBySource(String airport, Window window) {
    return new JsonArray()
        .add(new JsonObject().put("$match", match(airport, window)))
        .add(
            new JsonObject()
                .put(
                    "$group",
                    new JsonObject()
                        .put("_id", "$source")
                        .put(NUMBER, new JsonObject().put("$sum", 1))));
  }

  static JsonArray perDayBySource(String airport, Window window, int days) {
    return countBySource(airport, window)
        .add(
            new JsonObject()
                .put(
                    "$project",
                    new JsonObject()
                        .put(
                            NUMBER,
                            new JsonObject()
                                .put("$divide", new JsonArray().add("$" + NUMBER).add(days)))));
  }

  /** Names both sources, so that the index's third field bounds the scan. */
  private static JsonObject match(String airport, Window window) {
    return new JsonObject()
        .put("airport", airport)
        .put("source", new JsonObject().put("$in", ALL_SOURCES))
        .put("first_seen", within(window));
  }

  static JsonObject within(Window window) {
    return new JsonObject()
        .put("$gte", window.begin().getEpochSecond())
        .put("$lte", window.end().getEpochSecond());
  }

  static JsonObject select(List<Selection> selections) {
    Map<Source, Map<Instant, List<String>>> grouped =
        selections.stream()
            .collect(
                Collectors.groupingBy(
                    Selection::source,
                    Collectors.groupingBy(
                        Selection::after,
                        Collectors.mapping(Selection::airport, Collectors.toList()))));
    JsonArray branches = new JsonArray();
    grouped.forEach(
        (source, byAfter) ->
            byAfter.forEach((after, airports) -> branches.add(branch(source, after, airports))));
    return branches.size() == 1 ? branches.getJsonObject(0) : new JsonObject().put("$or", branches);
  }

  private static JsonObject branch(Source source, Instant after, List<String> airports) {
    JsonObject branch =
        new JsonObject()
            .put("airport", new JsonObject().put("$in", new JsonArray(airports)))
            .put("source", source.label());
    return after.equals(Instant.EPOCH)
        ? branch
        : branch.put("first_seen", new JsonObject().put("$gt", after.getEpochSecond()));
  }

  /** Narrows a filter to what comes after the cursor, newest first. */
  static JsonObject beyond(JsonObject filter, Cursor cursor) {
    JsonObject older =
        new JsonObject().put("first_seen", new JsonObject().put("$lt", cursor.firstSeen()));
    JsonObject sameSecond =
        new JsonObject()
            .put("first_seen", cursor.firstSeen())
            .put("_id", new JsonObject().put("$lt", cursor.id()));
    return new JsonObject()
        .put(
            "$and",
            new JsonArray()
                .add(filter)
                .add(new JsonObject().put("$or", new JsonArray().add(older).add(sameSecond))));
  }
}
