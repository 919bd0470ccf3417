package dev.flightwatch.datacollector.mongo;

import static java.util.stream.Collectors.toMap;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.flights.Selection;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Flights in MongoDB: {@code {_id: "icao24:firstSeen", airport, source, first_seen, run, flight}}.
 * {@code run} is the start, in milliseconds, of the run that last wrote the document.
 */
public record MongoFlightStore(MongoDatabase database) implements FlightStore {
  static final String COLLECTION = "flights";

  /** Descending by source: real flights come before mock ones, as "opensky" sorts after "mock". */
  private static final JsonObject NEWEST_BY_SOURCE =
      JsonObject.of("source", -1, "first_seen", -1, "_id", -1);

  private static final JsonObject NEWEST_FIRST = JsonObject.of("first_seen", -1, "_id", -1);

  /** Creates the indexes if they do not exist. */
  public Future<Void> prepare() {
    JsonObject byAirport = JsonObject.of("airport", 1).mergeIn(NEWEST_BY_SOURCE);
    return database
        .createIndex(COLLECTION, byAirport)
        .compose(v -> database.createIndex(COLLECTION, JsonObject.of("first_seen", 1)));
  }

  @Override
  public Future<Saved> save(AirportCode airport, List<Flight> flights, Instant runStart) {
    return new FlightUpserts(database, airport, runStart).write(flights);
  }

  @Override
  public Future<Optional<Flight>> newest(AirportCode airport) {
    return find(JsonObject.of("airport", airport.value()), NEWEST_BY_SOURCE, 1)
        .map(found -> found.stream().findFirst());
  }

  private Future<List<Flight>> find(JsonObject query, JsonObject order, int limit) {
    return database
        .find(COLLECTION, query, new FindOptions().setSort(order).setLimit(limit))
        .map(found -> found.stream().map(MongoFlightStore::flight).toList());
  }

  private static Flight flight(JsonObject document) {
    return Flight.of(
        document.getJsonObject("flight"), Source.ofLabel(document.getString("source")));
  }

  /**
   * Runs the command itself: its reply contains all rows, as there are at most two. The stream of
   * the client's aggregate() lost its end event when it was read from another thread.
   */
  @Override
  public Future<Map<Source, Long>> count(AirportCode airport, Window window) {
    JsonObject command =
        JsonObject.of("aggregate", COLLECTION)
            .put("pipeline", FlightPipelines.countBySource(airport, window))
            .put("cursor", new JsonObject());
    return database
        .run("aggregate", COLLECTION, c -> c.runCommand("aggregate", command))
        .map(reply -> bySource(reply.getJsonObject("cursor").getJsonArray("firstBatch")));
  }

  private static Map<Source, Long> bySource(JsonArray rows) {
    return rows.stream()
        .map(JsonObject.class::cast)
        .collect(
            toMap(
                row -> Source.ofLabel(row.getString("_id")),
                row -> row.getLong(FlightPipelines.NUMBER)));
  }

  @Override
  public Future<Long> total(List<Selection> selections) {
    JsonObject query = FlightPipelines.select(selections, Optional.empty());
    return database.run("count", COLLECTION, c -> c.count(COLLECTION, query));
  }

  @Override
  public Future<List<Flight>> page(List<Selection> selections, Optional<Cursor> after, int limit) {
    return find(FlightPipelines.select(selections, after), NEWEST_FIRST, limit);
  }

  @Override
  public Future<List<AirportCode>> withRealFlights(Collection<AirportCode> airports) {
    JsonObject real =
        JsonObject.of("airport", AirportCodes.in(airports), "source", Source.OPENSKY.label());
    return database.distinct(COLLECTION, "airport", real).map(AirportCodes::ofJson);
  }

  @Override
  public Future<Void> deleteMock(AirportCode airport, Instant end) {
    JsonObject untilEnd = JsonObject.of("$lte", end.getEpochSecond());
    return delete(of(airport, Source.MOCK).put("first_seen", untilEnd)).mapEmpty();
  }

  @Override
  public Future<Void> deleteMockOfRun(AirportCode airport, Instant runStart) {
    return delete(of(airport, Source.MOCK).put("run", runStart.toEpochMilli())).mapEmpty();
  }

  @Override
  public Future<Long> deleteRealOfEarlierRuns(
      AirportCode airport, Window window, Instant runStart) {
    return delete(
        of(airport, Source.OPENSKY)
            .put("first_seen", FlightPipelines.within(window))
            .put("run", JsonObject.of("$lt", runStart.toEpochMilli())));
  }

  @Override
  public Future<Long> deleteBefore(Instant end) {
    return delete(JsonObject.of("first_seen", JsonObject.of("$lt", end.getEpochSecond())));
  }

  private static JsonObject of(AirportCode airport, Source source) {
    return JsonObject.of("airport", airport.value(), "source", source.label());
  }

  private Future<Long> delete(JsonObject filter) {
    return database.delete(COLLECTION, filter);
  }
}
