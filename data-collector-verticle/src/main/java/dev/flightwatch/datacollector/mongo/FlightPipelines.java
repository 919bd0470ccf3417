package dev.flightwatch.datacollector.mongo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

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

/**
 * The queries on flights. They use only what MongoDB-compatible servers support too.
 *
 * @param time name of the field with the time of a flight
 */
record FlightPipelines(String time) {
  /** The field with the number in a result row. */
  static final String NUMBER = "number";

  static final JsonArray ALL_SOURCES = JsonArray.of(Source.OPENSKY.label(), Source.MOCK.label());

  /** Names both sources, so that the time, the third field of the index, bounds the scan. */
  JsonArray countBySource(AirportCode airport, Window window) {
    JsonObject match =
        JsonObject.of("airport", airport.value())
            .put("source", JsonObject.of("$in", ALL_SOURCES))
            .put(time, within(window));
    return count(match, "$source");
  }

  private static JsonArray count(JsonObject match, String key) {
    JsonObject group = JsonObject.of("_id", key, NUMBER, JsonObject.of("$sum", 1));
    return JsonArray.of(JsonObject.of("$match", match), JsonObject.of("$group", group));
  }

  JsonArray countByAirport(List<Selection> selections) {
    return count(select(selections, Optional.empty()), "$airport");
  }

  static JsonObject within(Window window) {
    return JsonObject.of(
        "$gte", window.begin().getEpochSecond(),
        "$lte", window.end().getEpochSecond());
  }

  /**
   * Returns the filter for the selected flights, from the position of the cursor on when there is
   * one. Each branch bounds the time on both sides, so that the index is scanned from the cursor
   * and not from the newest flight.
   */
  JsonObject select(List<Selection> selections, Optional<Cursor> after) {
    Map<Bounds, List<AirportCode>> boundsToAirports =
        selections.stream().collect(groupingBy(Bounds::of, mapping(Selection::airport, toList())));
    JsonArray branches = new JsonArray();
    boundsToAirports.forEach(
        (selected, airports) ->
            branches.add(branch(selected, after).put("airport", AirportCodes.in(airports))));
    JsonObject filter =
        branches.size() == 1 ? branches.getJsonObject(0) : JsonObject.of("$or", branches);
    return after.map(cursor -> beyond(filter, cursor)).orElse(filter);
  }

  private record Bounds(Source source, Instant after, Instant until) {
    static Bounds of(Selection selection) {
      return new Bounds(selection.source(), selection.after(), selection.until());
    }
  }

  private JsonObject branch(Bounds selected, Optional<Cursor> after) {
    JsonObject bounds = new JsonObject();
    if (selected.after().isAfter(Instant.EPOCH)) {
      bounds.put("$gt", selected.after().getEpochSecond());
    }
    long last = after.map(Cursor::time).orElse(Long.MAX_VALUE);
    long until = Math.min(last, selected.until().getEpochSecond());
    if (until < Instant.MAX.getEpochSecond()) {
      bounds.put("$lte", until);
    }
    JsonObject branch = JsonObject.of("source", selected.source().label());
    return bounds.isEmpty() ? branch : branch.put(time, bounds);
  }

  /** Excludes, of the flights in the second of the cursor, those up to the cursor. */
  private JsonObject beyond(JsonObject filter, Cursor cursor) {
    JsonObject earlier = JsonObject.of(time, JsonObject.of("$lt", cursor.time()));
    JsonObject sameSecond =
        JsonObject.of(time, cursor.time(), "_id", JsonObject.of("$lt", cursor.id()));
    return JsonObject.of(
        "$and", JsonArray.of(filter, JsonObject.of("$or", JsonArray.of(earlier, sameSecond))));
  }
}
