package dev.flightwatch.datacollector.mongo;

import static java.util.Objects.requireNonNull;

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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Flights in MongoDB: {@code {_id: "icao24:firstSeen", airport, source, first_seen, run, flight}}.
 * {@code run} is the start, in milliseconds, of the run that last wrote the document.
 */
public final class MongoFlightStore implements FlightStore {
  static final String COLLECTION = "flights";

  /** Descending by source: real flights come before mock ones, as "opensky" sorts after "mock". */
  private static final JsonObject INDEX =
      new JsonObject().put("airport", 1).put("source", -1).put("first_seen", -1).put("_id", -1);

  private static final JsonObject NEWEST_FIRST =
      new JsonObject().put("first_seen", -1).put("_id", -1);

  private static final String CREATE_INDEX = "createIndexes " + COLLECTION;
  private static final String FIND = "find " + COLLECTION;

  private final MongoDatabase database;

  public MongoFlightStore(MongoDatabase database) {
    this.database = requireNonNull(database);
  }

  /** Creates the indexes if they do not exist. */
  public Future<Void> prepare() {
    return database
        .run(CREATE_INDEX, c -> c.createIndex(COLLECTION, INDEX))
        .compose(
            v ->
                database.run(
                    CREATE_INDEX,
                    c -> c.createIndex(COLLECTION, new JsonObject().put("first_seen", 1))));
  }

  @Override
  public Future<Saved> save(AirportCode airport, List<Flight> flights, Instant runStart) {
    return new FlightUpserts(database, airport, runStart).write(flights);
  }

  @Override
  public Future<Optional<Flight>> newest(AirportCode airport) {
    FindOptions newest =
        new FindOptions()
            .setSort(new JsonObject().put("source", -1).put("first_seen", -1).put("_id", -1))
            .setLimit(1);
    return database
        .run(
            FIND,
            c ->
                c.findWithOptions(
                    COLLECTION, new JsonObject().put("airport", airport.value()), newest))
        .map(found -> found.stream().findFirst().map(MongoFlightStore::flight));
  }

  private static Flight flight(JsonObject document) {
    return Flight.of(
        document.getJsonObject("flight"), Source.ofLabel(document.getString("source")));
  }

  @Override
  public Future<Map<Source, Long>> count(AirportCode airport, Window window) {
    return aggregate(
        FlightPipelines.countBySource(airport, window), (row, field) -> row.getLong(field));
  }

  @Override
  public Future<Map<Source, Double>> perDay(AirportCode airport, Window window, int days) {
    return aggregate(
        FlightPipelines.perDayBySource(airport, window, days),
        (row, field) -> row.getDouble(field));
  }

  /**
   * Runs the command itself: its reply contains all rows, as there are at most two. The stream of
   * the client's aggregate() lost its end event when it was read from another thread.
   */
  private <N> Future<Map<Source, N>> aggregate(
      JsonArray pipeline, BiFunction<JsonObject, String, N> number) {
    JsonObject command =
        new JsonObject()
            .put("aggregate", COLLECTION)
            .put("pipeline", pipeline)
            .put("cursor", new JsonObject());
    return database
        .run("aggregate " + COLLECTION, c -> c.runCommand("aggregate", command))
        .map(reply -> bySource(reply.getJsonObject("cursor").getJsonArray("firstBatch"), number));
  }

  private static <N> Map<Source, N> bySource(
      JsonArray rows, BiFunction<JsonObject, String, N> number) {
    Map<Source, N> numbers = new EnumMap<>(Source.class);
    for (int i = 0; i < rows.size(); i++) {
      JsonObject row = rows.getJsonObject(i);
      numbers.put(Source.ofLabel(row.getString("_id")), number.apply(row, FlightPipelines.NUMBER));
    }
    return numbers;
  }

  @Override
  public Future<Long> total(List<Selection> selections) {
    JsonObject query = FlightPipelines.select(selections, Optional.empty());
    return database.run("count " + COLLECTION, c -> c.count(COLLECTION, query));
  }

  @Override
  public Future<List<Flight>> page(List<Selection> selections, Optional<Cursor> after, int limit) {
    JsonObject query = FlightPipelines.select(selections, after);
    FindOptions options = new FindOptions().setSort(NEWEST_FIRST).setLimit(limit);
    return database
        .run(FIND, c -> c.findWithOptions(COLLECTION, query, options))
        .map(found -> found.stream().map(MongoFlightStore::flight).toList());
  }

  @Override
  public Future<List<AirportCode>> withRealFlights(Collection<AirportCode> airports) {
    JsonObject real =
        new JsonObject()
            .put("airport", new JsonObject().put("$in", AirportCodes.toJson(airports)))
            .put("source", Source.OPENSKY.label());
    return database
        .run(
            "distinct " + COLLECTION,
            c -> c.distinctWithQuery(COLLECTION, "airport", String.class.getName(), real))
        .map(AirportCodes::ofJson);
  }

  @Override
  public Future<Void> deleteMock(AirportCode airport, Instant end) {
    return delete(
            of(airport, Source.MOCK)
                .put("first_seen", new JsonObject().put("$lte", end.getEpochSecond())))
        .mapEmpty();
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
            .put("run", new JsonObject().put("$lt", runStart.toEpochMilli())));
  }

  @Override
  public Future<Long> deleteBefore(Instant end) {
    return delete(
        new JsonObject().put("first_seen", new JsonObject().put("$lt", end.getEpochSecond())));
  }

  private static JsonObject of(AirportCode airport, Source source) {
    return new JsonObject().put("airport", airport.value()).put("source", source.label());
  }

  private Future<Long> delete(JsonObject filter) {
    return database
        .run("delete " + COLLECTION, c -> c.removeDocuments(COLLECTION, filter))
        .map(result -> result.getRemovedCount());
  }
}
