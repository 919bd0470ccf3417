package dev.flightwatch.standalone;

import static java.time.ZoneOffset.UTC;

import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.Quarters;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The stored flights and day counts of followed airports, compared by direct queries. */
final class StoredDays implements AutoCloseable {
  private static final Duration SAMPLE = Duration.ofMillis(200);
  private static final String REAL = "opensky";

  private final MongoClient database;
  private final List<String> airports;
  private final List<String> lostCoverage = new ArrayList<>();
  private Map<String, JsonObject> sampled = new HashMap<>();
  private long nextSample = System.nanoTime();

  StoredDays(Vertx vertx, String url, String database, List<String> airports) {
    this.database =
        MongoClient.create(
            vertx, new JsonObject().put("connection_string", url).put("db_name", database));
    this.airports = airports;
  }

  /** Stores a user who has followed the airports since a moment. */
  void follow(Instant since) {
    database
        .save(
            "interests",
            new JsonObject()
                .put("_id", "sara")
                .put("email", "sara@example.com")
                .put("derived", false)
                .put("airports", new JsonArray(airports))
                .put("confirmed_at", since.toEpochMilli()))
        .await();
    for (String airport : airports) {
      database
          .save(
              "collections",
              new JsonObject()
                  .put("_id", airport)
                  .put("first_followed", since.toEpochMilli())
                  .put("next_due", since.toEpochMilli())
                  .put("lease_until", 0L)
                  .put("unread", true)
                  .put("followed", true)
                  .put("follows", 1L))
          .await();
    }
  }

  /** Returns whether a run of each airport began later than a moment, and has ended. */
  boolean areClaimed(Instant since, Duration period) {
    long earliest = since.plus(period).toEpochMilli();
    return byId("collections").values().stream()
        .allMatch(airport -> airport.getLong("counted", 0L) >= earliest);
  }

  /** Returns whether so many finished days of each airport were read in both directions. */
  boolean areRead(int days) {
    return byId("collections").values().stream()
        .allMatch(
            airport ->
                Stream.of("days_read", "arrival_days_read")
                    .allMatch(read -> airport.getJsonArray(read, new JsonArray()).size() >= days));
  }

  boolean hasCounts() {
    return !byId("day_counts").isEmpty();
  }

  /** Returns the number of marks of days that a flight has left for another airport. */
  int movedDays() {
    return byId("collections").values().stream()
        .mapToInt(airport -> airport.getJsonArray("moved", new JsonArray()).size())
        .sum();
  }

  /** Compares the coverage with the last sample if that is old. */
  void sampleCoverage() {
    if (System.nanoTime() - nextSample < 0) {
      return;
    }
    JsonObject fields = JsonObject.of("coverage", 1, "covered", 1, "source", 1);
    Map<String, JsonObject> latest = byId("day_counts", fields);
    sampled.forEach(
        (id, before) -> {
          if (isLost(before, latest.getOrDefault(id, new JsonObject()))) {
            lostCoverage.add(before + " became " + latest.get(id));
          }
        });
    sampled = latest;
    nextSample = System.nanoTime() + SAMPLE.toNanos();
  }

  /** Simulated flights are replaced by real ones, and may be deleted with their coverage. */
  private static boolean isLost(JsonObject before, JsonObject after) {
    return REAL.equals(before.getString("source"))
        && (!REAL.equals(after.getString("source"))
            || coverage(after).compareTo(coverage(before)) < 0
            || !covered(after).union(covered(before)).equals(covered(after)));
  }

  private static Coverage coverage(JsonObject day) {
    return Coverage.ofLabel(day.getString("coverage"));
  }

  private static Quarters covered(JsonObject day) {
    return Quarters.parse(day.getString("covered"));
  }

  /** Returns the decreases of coverage between two samples. */
  List<String> lostCoverage() {
    return List.copyOf(lostCoverage);
  }

  /** Returns the number of days by the source of their flights. */
  Map<String, Integer> countedDays() {
    Map<String, Integer> bySource = new TreeMap<>();
    byId("day_counts")
        .values()
        .forEach(day -> bySource.merge(day.getString("source"), 1, Integer::sum));
    return bySource;
  }

  /** Returns the days whose counts are not those of the stored flights. */
  List<String> differences() {
    Map<String, List<JsonObject>> stored = new TreeMap<>();
    Map<String, JsonObject> counted = byId("day_counts");
    counted.keySet().forEach(id -> stored.put(id, new ArrayList<>()));
    addByDay(stored, "flights", "departure", "first_seen");
    addByDay(stored, "arrivals", "arrival", "last_seen");
    List<String> differences = new ArrayList<>();
    stored.forEach(
        (id, flights) -> {
          JsonObject day = counted.get(id);
          if (day == null) {
            differences.add(id + " has flights and is not counted");
          } else if (!quarters(day, flights).equals(day.getJsonArray("quarters").getList())) {
            differences.add(day + ", but stored are " + quarters(day, flights));
          }
        });
    return differences;
  }

  private void addByDay(
      Map<String, List<JsonObject>> byDay, String collection, String direction, String time) {
    for (JsonObject flight : byId(collection).values()) {
      long second = flight.getLong(time);
      LocalDate date = LocalDate.ofInstant(Instant.ofEpochSecond(second), UTC);
      byDay
          .computeIfAbsent(
              flight.getString("airport") + ":" + direction + ":" + date, id -> new ArrayList<>())
          .add(JsonObject.of("source", flight.getString("source"), "second", second));
    }
  }

  /** Simulated flights count only on a day without real ones. */
  private static List<Integer> quarters(JsonObject day, List<JsonObject> flights) {
    boolean isReal =
        REAL.equals(day.getString("source"))
            || flights.stream().anyMatch(flight -> REAL.equals(flight.getString("source")));
    List<Integer> quarters = new ArrayList<>(Collections.nCopies(Quarters.A_DAY, 0));
    flights.stream()
        .filter(flight -> REAL.equals(flight.getString("source")) == isReal)
        .map(flight -> Quarters.of(flight.getLong("second")))
        .forEach(quarter -> quarters.set(quarter, quarters.get(quarter) + 1));
    return quarters;
  }

  private Map<String, JsonObject> byId(String collection) {
    return byId(collection, new JsonObject());
  }

  private Map<String, JsonObject> byId(String collection, JsonObject fields) {
    Map<String, JsonObject> byId = new HashMap<>();
    database
        .findWithOptions(collection, new JsonObject(), new FindOptions().setFields(fields))
        .await()
        .forEach(document -> byId.put(document.getString("_id"), document));
    return byId;
  }

  @Override
  public void close() {
    database.close().await();
  }
}
