package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.datacollector.flights.Selection;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The queries on flights. They use only what MongoDB-compatible servers support too. */
final class FlightPipelines {
  /** The field with the number in a result row. */
  static final String NUMBER = "number";

  private static final JsonArray ALL_SOURCES =
      new JsonArray().add(Source.OPENSKY.label()).add(Source.MOCK.label());

  private FlightPipelines() {}

  static JsonArray countBySource(AirportCode airport, Window window) {
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

  static JsonArray perDayBySource(AirportCode airport, Window window, int days) {
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

  /** Names both sources, so that first_seen, the third field of the index, bounds the scan. */
  private static JsonObject match(AirportCode airport, Window window) {
    return new JsonObject()
        .put("airport", airport.value())
        .put("source", new JsonObject().put("$in", ALL_SOURCES))
        .put("first_seen", within(window));
  }

  static JsonObject within(Window window) {
    return new JsonObject()
        .put("$gte", window.begin().getEpochSecond())
        .put("$lte", window.end().getEpochSecond());
  }

  /**
   * Returns the filter for the selected flights, from the position of the cursor on when there is
   * one. Each branch bounds first_seen on both sides, so that the index is scanned from the cursor
   * and not from the newest flight.
   */
  static JsonObject select(List<Selection> selections, Optional<Cursor> after) {
    Map<Source, Map<Instant, List<String>>> grouped =
        selections.stream()
            .collect(
                Collectors.groupingBy(
                    Selection::source,
                    Collectors.groupingBy(
                        Selection::after,
                        Collectors.mapping(
                            selection -> selection.airport().value(), Collectors.toList()))));
    JsonArray branches = new JsonArray();
    grouped.forEach(
        (source, byAfter) ->
            byAfter.forEach(
                (begin, airports) -> branches.add(branch(source, airports, begin, after))));
    JsonObject filter =
        branches.size() == 1 ? branches.getJsonObject(0) : new JsonObject().put("$or", branches);
    return after.map(cursor -> beyond(filter, cursor)).orElse(filter);
  }

  private static JsonObject branch(
      Source source, List<String> airports, Instant begin, Optional<Cursor> after) {
    JsonObject firstSeen = new JsonObject();
    if (begin.isAfter(Instant.EPOCH)) {
      firstSeen.put("$gt", begin.getEpochSecond());
    }
    after.ifPresent(cursor -> firstSeen.put("$lte", cursor.firstSeen()));
    JsonObject branch =
        new JsonObject()
            .put("airport", new JsonObject().put("$in", new JsonArray(airports)))
            .put("source", source.label());
    return firstSeen.isEmpty() ? branch : branch.put("first_seen", firstSeen);
  }

  /** Excludes, of the flights in the second of the cursor, those up to the cursor. */
  private static JsonObject beyond(JsonObject filter, Cursor cursor) {
    JsonObject earlier =
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
                .add(new JsonObject().put("$or", new JsonArray().add(earlier).add(sameSecond))));
  }
}
