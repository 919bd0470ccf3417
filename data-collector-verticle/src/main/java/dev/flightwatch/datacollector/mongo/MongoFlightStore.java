package dev.flightwatch.datacollector.mongo;

import static java.util.stream.Collectors.toMap;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.FlightStores;
import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.flights.Selection;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.StoredFlight;
import dev.flightwatch.datacollector.flights.Window;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Stream;

/**
 * Flights of one direction in MongoDB. The collection {@code flights} has the departures: {@code
 * {_id: "icao24:firstSeen", airport, source, first_seen, run, flight}}, the collection {@code
 * arrivals} the arrivals, with {@code last_seen} instead of {@code first_seen}. {@code run} is the
 * start, in milliseconds, of the run that last wrote the document.
 */
public record MongoFlightStore(MongoDatabase database, Direction direction) implements FlightStore {
  /**
   * Maximum number of airports in one query. MongoDB merges the index ranges of so many airports in
   * the order of the page; with more it reads and sorts all their flights.
   */
  static final int MAX_AIRPORTS = 200;

  private static final JsonObject OUTLINE =
      new JsonObject()
          .put("source", 1)
          .put("flight.icao24", 1)
          .put("flight.firstSeen", 1)
          .put("flight.lastSeen", 1)
          .put("flight.estDepartureAirport", 1)
          .put("flight.estArrivalAirport", 1)
          .put("flight.callsign", 1);

  /** Returns the stores of both directions. */
  public static FlightStores both(MongoDatabase database) {
    return new FlightStores(
        new MongoFlightStore(database, Direction.DEPARTURE),
        new MongoFlightStore(database, Direction.ARRIVAL));
  }

  String collection() {
    return direction == Direction.DEPARTURE ? "flights" : "arrivals";
  }

  String timeField() {
    return direction == Direction.DEPARTURE ? "first_seen" : "last_seen";
  }

  private FlightPipelines pipelines() {
    return new FlightPipelines(timeField());
  }

  /** Descending by source: real flights come before mock ones, as "opensky" sorts after "mock". */
  private JsonObject newestBySource() {
    return JsonObject.of("source", -1).mergeIn(newestFirst());
  }

  private JsonObject newestFirst() {
    return JsonObject.of(timeField(), -1, "_id", -1);
  }

  /** Creates the indexes of both directions if they do not exist. */
  public static Future<Void> prepare(MongoDatabase database) {
    return Future.all(
            Stream.of(Direction.values())
                .map(direction -> new MongoFlightStore(database, direction).prepare())
                .toList())
        .mapEmpty();
  }

  private Future<Void> prepare() {
    JsonObject byAirport = JsonObject.of("airport", 1).mergeIn(newestBySource());
    return database
        .createIndex(collection(), byAirport)
        .compose(v -> database.createIndex(collection(), JsonObject.of(timeField(), 1)));
  }

  @Override
  public Future<Saved> save(AirportCode airport, List<Flight> flights, Instant runStart) {
    return new FlightUpserts(this, airport, runStart).write(flights);
  }

  @Override
  public Future<Optional<Flight>> newest(AirportCode airport) {
    return find(JsonObject.of("airport", airport.value()), newestBySource(), 1)
        .map(found -> found.stream().findFirst());
  }

  @Override
  public Future<Map<String, StoredFlight>> stored(Collection<String> ids) {
    JsonObject query = JsonObject.of("_id", JsonObject.of("$in", new JsonArray(List.copyOf(ids))));
    return database
        .find(collection(), query, new FindOptions())
        .map(
            found ->
                found.stream()
                    .collect(
                        toMap(document -> document.getString("_id"), MongoFlightStore::stored)));
  }

  private static StoredFlight stored(JsonObject document) {
    return new StoredFlight(new AirportCode(document.getString("airport")), flight(document));
  }

  @Override
  public Future<List<Flight>> outlines(AirportCode airport, Window window) {
    JsonObject query =
        JsonObject.of("airport", airport.value())
            .put("source", JsonObject.of("$in", FlightPipelines.ALL_SOURCES))
            .put(timeField(), FlightPipelines.within(window));
    return database
        .find(collection(), query, new FindOptions().setFields(OUTLINE))
        .map(found -> found.stream().map(MongoFlightStore::flight).toList());
  }

  private Future<List<Flight>> find(JsonObject query, JsonObject order, int limit) {
    return database
        .find(collection(), query, new FindOptions().setSort(order).setLimit(limit))
        .map(found -> found.stream().map(MongoFlightStore::flight).toList());
  }

  private static Flight flight(JsonObject document) {
    return Flight.of(
        document.getJsonObject("flight"), Source.ofLabel(document.getString("source")));
  }

  /**
   * Runs the command itself: its reply contains all rows, at most one for each airport of a chunk.
   * The stream of the client's aggregate() lost its end event when it was read from another thread.
   */
  private Future<List<JsonObject>> aggregate(JsonArray pipeline) {
    JsonObject command =
        JsonObject.of("aggregate", collection())
            .put("pipeline", pipeline)
            .put("cursor", JsonObject.of("batchSize", MAX_AIRPORTS + 1));
    return database
        .run("aggregate", collection(), c -> c.runCommand("aggregate", command))
        .map(
            reply ->
                reply.getJsonObject("cursor").getJsonArray("firstBatch").stream()
                    .map(JsonObject.class::cast)
                    .toList());
  }

  private static <K> Collector<JsonObject, ?, Map<K, Long>> numbers(Function<String, K> key) {
    return toMap(
        row -> key.apply(row.getString("_id")), row -> row.getLong(FlightPipelines.NUMBER));
  }

  @Override
  public Future<Map<Source, Long>> count(AirportCode airport, Window window) {
    return aggregate(pipelines().countBySource(airport, window))
        .map(rows -> rows.stream().collect(numbers(Source::ofLabel)));
  }

  @Override
  public Future<Map<AirportCode, Long>> totals(List<Selection> selections) {
    return inChunks(
        selections,
        chunk -> aggregate(pipelines().countByAirport(chunk)),
        rows -> rows.collect(numbers(AirportCode::new)));
  }

  @Override
  public Future<List<Flight>> page(List<Selection> selections, Optional<Cursor> after, int limit) {
    return inChunks(
        selections,
        chunk -> find(pipelines().select(chunk, after), newestFirst(), limit),
        flights -> flights.sorted(direction.newestFirst()).limit(limit).toList());
  }

  @Override
  public Future<List<AirportCode>> withRealFlights(Collection<AirportCode> airports) {
    return inChunks(
        List.copyOf(airports),
        chunk -> database.distinct(collection(), "airport", real(chunk)).map(AirportCodes::ofJson),
        Stream::toList);
  }

  private static JsonObject real(Collection<AirportCode> airports) {
    return JsonObject.of("airport", AirportCodes.in(airports), "source", Source.OPENSKY.label());
  }

  /** Runs a query for each chunk of airports, and combines the results. */
  private static <S, T, R> Future<R> inChunks(
      List<S> all, Function<List<S>, Future<List<T>>> query, Function<Stream<T>, R> combine) {
    List<Future<List<T>>> results = new ArrayList<>();
    for (int start = 0; start < all.size(); start += MAX_AIRPORTS) {
      results.add(query.apply(all.subList(start, Math.min(start + MAX_AIRPORTS, all.size()))));
    }
    return Future.all(results)
        .map(v -> combine.apply(results.stream().flatMap(found -> found.result().stream())));
  }

  @Override
  public Future<List<Instant>> deleteMock(AirportCode airport, Instant end) {
    JsonObject untilEnd = JsonObject.of("$lte", end.getEpochSecond());
    JsonObject mocks = of(airport, Source.MOCK).put(timeField(), untilEnd);
    return database
        .find(collection(), mocks, new FindOptions().setFields(JsonObject.of(timeField(), 1)))
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(List.of())
                    : delete(mocks).map(deleted -> found.stream().map(this::time).toList()));
  }

  private Instant time(JsonObject document) {
    return Instant.ofEpochSecond(document.getLong(timeField()));
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
            .put(timeField(), FlightPipelines.within(window))
            .put("run", JsonObject.of("$lt", runStart.toEpochMilli())));
  }

  @Override
  public Future<Long> deleteBefore(Instant end) {
    return delete(JsonObject.of(timeField(), JsonObject.of("$lt", end.getEpochSecond())));
  }

  private static JsonObject of(AirportCode airport, Source source) {
    return JsonObject.of("airport", airport.value(), "source", source.label());
  }

  private Future<Long> delete(JsonObject filter) {
    return database.delete(collection(), filter);
  }
}
