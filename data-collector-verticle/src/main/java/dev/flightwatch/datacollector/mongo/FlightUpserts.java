package dev.flightwatch.datacollector.mongo;

import com.mongodb.MongoException;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Saved;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * Writes the flights of one run. A document that a later run has written does not match the filter,
 * so its upsert meets the key that is there: a duplicate key, which here means "newer, left alone".
 * MongoDB gives the same to one of two parallel first upserts, so each is tried once more.
 */
final class FlightUpserts {
  /** Bounds a command's size, and how long the database is held by one. */
  private static final int BATCH = 1_000;

  private final MongoDatabase database;
  private final String airport;
  private final Instant runStart;

  FlightUpserts(MongoDatabase database, String airport, Instant runStart) {
    this.database = database;
    this.airport = airport;
    this.runStart = runStart;
  }

  /** Two batches at once: while the database works on one, the next is encoded. */
  Future<Saved> write(List<Flight> flights) {
    Future<Saved> even = writeFrom(0, flights, Saved.NOTHING);
    Future<Saved> odd = writeFrom(BATCH, flights, Saved.NOTHING);
    return Future.join(even, odd).map(both -> even.result().plus(odd.result()));
  }

  /** Writes every other batch. */
  private Future<Saved> writeFrom(int start, List<Flight> flights, Saved so) {
    if (start >= flights.size()) {
      return Future.succeededFuture(so);
    }
    List<Flight> batch = flights.subList(start, Math.min(start + BATCH, flights.size()));
    return writeBatch(batch, true)
        .map(fresh -> so.plus(new Saved(fresh, batch.size() - fresh)))
        .compose(sum -> writeFrom(start + 2 * BATCH, flights, sum));
  }

  private Future<Integer> writeBatch(List<Flight> batch, boolean again) {
    JsonObject command =
        new JsonObject()
            .put("update", MongoFlightStore.COLLECTION)
            .put("updates", new JsonArray(batch.stream().map(this::upsert).toList()))
            .put("ordered", false)
            .put("writeConcern", MongoDatabase.WRITE_CONCERN);
    return database
        .run(c -> c.runCommand("update", command).map(FlightUpserts::written))
        .compose(
            answer -> {
              int fresh = list(answer, "upserted").size();
              List<Flight> refused =
                  list(answer, "writeErrors").stream()
                      .map(error -> batch.get(((JsonObject) error).getInteger("index")))
                      .toList();
              return refused.isEmpty() || !again
                  ? Future.succeededFuture(fresh)
                  : writeBatch(refused, false).map(more -> fresh + more);
            });
  }

  /**
   * The answer, when nothing went wrong but duplicate keys. A command's answer says what the
   * driver's own bulk write throws; that one would have each upsert made JSON text, and parsed.
   */
  private static JsonObject written(JsonObject answer) {
    for (Object error : list(answer, "writeErrors")) {
      refuseUnlessDuplicate((JsonObject) error);
    }
    if (answer.containsKey("writeConcernError")) {
      refuseUnlessDuplicate(answer.getJsonObject("writeConcernError"));
    }
    return answer;
  }

  private static void refuseUnlessDuplicate(JsonObject error) {
    int code = error.getInteger("code");
    if (code != MongoDatabase.DUPLICATE_KEY) {
      throw new MongoException(code, error.getString("errmsg"));
    }
  }

  private static JsonArray list(JsonObject answer, String name) {
    return answer.getJsonArray(name, new JsonArray());
  }

  private JsonObject upsert(Flight flight) {
    long run = runStart.toEpochMilli();
    JsonObject document =
        new JsonObject()
            .put("airport", airport)
            .put("source", flight.source().label())
            .put("first_seen", flight.firstSeen())
            .put("run", run)
            .put("flight", flight.data());
    return new JsonObject()
        .put(
            "q",
            new JsonObject().put("_id", flight.id()).put("run", new JsonObject().put("$lt", run)))
        .put("u", new JsonObject().put("$set", document))
        .put("upsert", true);
  }
}
