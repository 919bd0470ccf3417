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

/** The queries on flights. They use only what MongoDB-compatible servers support too. */
final class FlightPipelines {
  /** The field with the number in a result row. */
  static final String NUMBER = "number";

  private static final JsonArray ALL_SOURCES =
      JsonArray.of(Source.OPENSKY.label(), Source.MOCK.label());

  private FlightPipelines() {}

  /** Names both sources, so that first_seen, the third field of the index, bounds the scan. */
  static JsonArray countBySource(AirportCode airport, Window window) {
    JsonObject match =
        JsonObject.of("airport", airport.value())
            .put("source", JsonObject.of("$in", ALL_SOURCES))
            .put("first_seen", within(window));
    return count(match, "$source");
  }

  private static JsonArray count(JsonObject match, String key) {
    JsonObject group = JsonObject.of("_id", key, NUMBER, JsonObject.of("$sum", 1));
    return JsonArray.of(JsonObject.of("$match", match), JsonObject.of("$group", group));
  }

  static JsonArray countByAirport(List<Selection> selections) {
    return count(select(selections, Optional.empty()), "$airport");
  }

  static JsonObject within(Window window) {
    return JsonObject.of(
        "$gte", window.begin().getEpochSecond(),
        "$lte", window.end().getEpochSecond());
  }

  /**
   * Returns the filter for the selected flights, from the position of the cursor on when there is
   * one. Each branch bounds first_seen on both sides, so that the index is scanned from the cursor
   * and not from the newest flight.
   */
  static JsonObject select(List<Selection> selections, Optional<Cursor> after) {
    Map<Map.Entry<Source, Instant>, List<AirportCode>> boundsToAirports =
        selections.stream()
            .collect(
                groupingBy(
                    selection -> Map.entry(selection.source(), selection.after()),
                    mapping(Selection::airport, toList())));
    JsonArray branches = new JsonArray();
    boundsToAirports.forEach(
        (bounds, airports) ->
            branches.add(
                branch(bounds.getKey(), bounds.getValue(), after)
                    .put("airport", AirportCodes.in(airports))));
    JsonObject filter =
        branches.size() == 1 ? branches.getJsonObject(0) : JsonObject.of("$or", branches);
    return after.map(cursor -> beyond(filter, cursor)).orElse(filter);
  }

  private static JsonObject branch(Source source, Instant begin, Optional<Cursor> after) {
    JsonObject firstSeen = new JsonObject();
    if (begin.isAfter(Instant.EPOCH)) {
      firstSeen.put("$gt", begin.getEpochSecond());
    }
    after.ifPresent(cursor -> firstSeen.put("$lte", cursor.firstSeen()));
    JsonObject branch = JsonObject.of("source", source.label());
    return firstSeen.isEmpty() ? branch : branch.put("first_seen", firstSeen);
  }

  /** Excludes, of the flights in the second of the cursor, those up to the cursor. */
  private static JsonObject beyond(JsonObject filter, Cursor cursor) {
    JsonObject earlier = JsonObject.of("first_seen", JsonObject.of("$lt", cursor.firstSeen()));
    JsonObject sameSecond =
        JsonObject.of("first_seen", cursor.firstSeen(), "_id", JsonObject.of("$lt", cursor.id()));
    return JsonObject.of(
        "$and", JsonArray.of(filter, JsonObject.of("$or", JsonArray.of(earlier, sameSecond))));
  }
}
