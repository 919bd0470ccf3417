package dev.flightwatch.datacollector.mongo;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.DayCountStore;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.DayCounts.Ranked;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Source;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Day counts in MongoDB: {@code {_id: "LICC:departure:2026-11-26", airport, direction, date,
 * coverage, covered, source, read_at, run, quarters: [96 numbers], airports: [{code, n}], airlines:
 * [{code, n}], compact}}. {@code covered} is {@link Quarters#text()}; {@code read_at} and {@code
 * run} are times in milliseconds. {@code compact} has the three lists once more, as {@link
 * CompactCounts}, which are read instead where there are many days.
 */
public record MongoDayCountStore(MongoDatabase database) implements DayCountStore {
  static final String COLLECTION = "day_counts";

  /** By default, a reply of the database has 20 documents. */
  private static final int DAYS_PER_BATCH = 1_000;

  private static final List<String> SCALARS =
      List.of("coverage", "covered", "source", "read_at", "run");
  private static final JsonObject LISTS = fields("quarters", "airports", "airlines");
  private static final JsonObject UNRANKED_LISTS = fields("quarters");
  private static final JsonObject COMPACT = fields(CompactCounts.FIELD);
  private static final JsonObject UNRANKED_COMPACT =
      fields(CompactCounts.RUN, CompactCounts.QUARTERS);

  private static JsonObject fields(String... more) {
    return new JsonObject(
        Stream.concat(SCALARS.stream(), Stream.of(more)).collect(toMap(identity(), field -> 1)));
  }

  @Override
  public Future<Optional<DayCounts>> find(AirportDay day) {
    return database
        .find(COLLECTION, JsonObject.of("_id", day.id()), new FindOptions())
        .map(found -> found.stream().findFirst().map(MongoDayCountStore::counts));
  }

  @Override
  public Future<List<DayCounts>> find(
      AirportCode airport, Direction direction, LocalDate from, LocalDate to) {
    return find(range(airport, direction, from, to), COMPACT, LISTS);
  }

  @Override
  public Future<List<DayCounts>> findUnranked(
      AirportCode airport, Direction direction, LocalDate from, LocalDate to) {
    return find(range(airport, direction, from, to), UNRANKED_COMPACT, UNRANKED_LISTS);
  }

  /** The ids of an airport's days of one direction are in the order of their dates. */
  private static JsonObject range(
      AirportCode airport, Direction direction, LocalDate from, LocalDate to) {
    return JsonObject.of(
        "$gte", new AirportDay(airport, direction, from).id(),
        "$lte", new AirportDay(airport, direction, to).id());
  }

  /** Reads the lists only of the days whose texts are missing or outdated. */
  private Future<List<DayCounts>> find(JsonObject range, JsonObject compact, JsonObject lists) {
    return find(range, options(compact).setSort(JsonObject.of("_id", 1)))
        .compose(
            found -> {
              List<String> others =
                  found.stream()
                      .filter(document -> CompactCounts.in(document).isEmpty())
                      .map(MongoDayCountStore::id)
                      .toList();
              return others.isEmpty()
                  ? Future.succeededFuture(found)
                  : find(JsonObject.of("$in", new JsonArray(others)), options(lists))
                      .map(read -> replaced(found, read));
            })
        .map(found -> found.stream().map(MongoDayCountStore::counts).toList());
  }

  private Future<List<JsonObject>> find(JsonObject ids, FindOptions options) {
    return database.find(COLLECTION, JsonObject.of("_id", ids), options);
  }

  private static FindOptions options(JsonObject fields) {
    return new FindOptions().setFields(fields).setBatchSize(DAYS_PER_BATCH);
  }

  private static List<JsonObject> replaced(List<JsonObject> documents, List<JsonObject> read) {
    Map<String, JsonObject> idToRead =
        read.stream().collect(toMap(MongoDayCountStore::id, identity()));
    return documents.stream()
        .map(document -> idToRead.getOrDefault(id(document), document))
        .toList();
  }

  private static String id(JsonObject document) {
    return document.getString("_id");
  }

  @Override
  public Future<Boolean> save(DayCounts counts, Optional<Instant> replaced) {
    JsonObject unchanged = JsonObject.of("_id", counts.day().id());
    replaced.ifPresentOrElse(
        run -> unchanged.put("run", run.toEpochMilli()),
        () -> unchanged.put("run", JsonObject.of("$exists", false)));
    return database.upsert(COLLECTION, unchanged, JsonObject.of("$set", document(counts)));
  }

  private static JsonObject document(DayCounts counts) {
    AirportDay day = counts.day();
    return new JsonObject()
        .put("airport", day.airport().value())
        .put("direction", day.direction().label())
        .put("date", day.date().toString())
        .put("coverage", counts.coverage().label())
        .put("covered", counts.covered().text())
        .put("source", counts.source().label())
        .put("read_at", counts.readAt().toEpochMilli())
        .put("run", counts.run().toEpochMilli())
        .put("quarters", new JsonArray(counts.quarters()))
        .put("airports", array(counts.airports()))
        .put("airlines", array(counts.airlines()))
        .put(CompactCounts.FIELD, CompactCounts.of(counts));
  }

  private static JsonArray array(List<Ranked> ranked) {
    return new JsonArray(
        ranked.stream().map(r -> JsonObject.of("code", r.code(), "n", r.flights())).toList());
  }

  private static DayCounts counts(JsonObject document) {
    Optional<JsonObject> texts = CompactCounts.in(document);
    return new DayCounts(
        AirportDay.parse(id(document)),
        Coverage.ofLabel(document.getString("coverage")),
        Quarters.parse(document.getString("covered")),
        Source.ofLabel(document.getString("source")),
        Instant.ofEpochMilli(document.getLong("read_at")),
        Instant.ofEpochMilli(document.getLong("run")),
        texts.map(CompactCounts::quarters).orElseGet(() -> numbers(document)),
        ranked(document, texts, "airports"),
        ranked(document, texts, "airlines"));
  }

  private static List<Integer> numbers(JsonObject document) {
    return document.getJsonArray("quarters").stream().map(Integer.class::cast).toList();
  }

  private static List<Ranked> ranked(
      JsonObject document, Optional<JsonObject> texts, String field) {
    return texts
        .map(compact -> CompactCounts.ranked(compact, field))
        .orElseGet(() -> ranked(document.getJsonArray(field, new JsonArray())));
  }

  private static List<Ranked> ranked(JsonArray array) {
    return array.stream()
        .map(JsonObject.class::cast)
        .map(row -> new Ranked(row.getString("code"), row.getInteger("n")))
        .toList();
  }
}
