package dev.flightwatch.datacollector.mongo;

import com.mongodb.MongoException;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Saved;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the flights of one run. A document that a later run has written does not match the filter
 * of its upsert, which then fails with a duplicate key: the newer document stays. One of two
 * concurrent first upserts fails in the same way, so each failed upsert is tried once more.
 */
final class FlightUpserts {
  /** Maximum number of flights in one command. */
  private static final int BATCH = 1_000;

  private final MongoFlightStore store;
  private final AirportCode airport;
  private final Instant runStart;

  FlightUpserts(MongoFlightStore store, AirportCode airport, Instant runStart) {
    this.store = store;
    this.airport = airport;
    this.runStart = runStart;
  }

  /** Writes two batches concurrently: one is encoded while the database writes the other. */
  Future<Saved> write(List<Flight> flights) {
    Future<Saved> even = writeFrom(0, flights, Saved.NOTHING);
    Future<Saved> odd = writeFrom(BATCH, flights, Saved.NOTHING);
    return Future.join(even, odd).map(both -> even.result().plus(odd.result()));
  }

  /** Writes every other batch. */
  private Future<Saved> writeFrom(int start, List<Flight> flights, Saved total) {
    if (start >= flights.size()) {
      return Future.succeededFuture(total);
    }
    List<Flight> batch = flights.subList(start, Math.min(start + BATCH, flights.size()));
    return writeBatch(batch, true)
        .map(fresh -> total.plus(new Saved(fresh, batch.size() - fresh)))
        .compose(sum -> writeFrom(start + 2 * BATCH, flights, sum));
  }

  private Future<Integer> writeBatch(List<Flight> batch, boolean retry) {
    JsonObject command =
        JsonObject.of("update", store.collection())
            .put("updates", new JsonArray(batch.stream().map(this::upsert).toList()))
            .put("ordered", false)
            .put("writeConcern", MongoDatabase.WRITE_CONCERN);
    return store
        .database()
        .run(
            "update",
            store.collection(),
            c -> c.runCommand("update", command).map(FlightUpserts::checked))
        .compose(
            reply -> {
              int fresh = reply.getJsonArray("upserted", new JsonArray()).size();
              List<Flight> duplicates =
                  writeErrors(reply).map(error -> batch.get(error.getInteger("index"))).toList();
              return duplicates.isEmpty() || !retry
                  ? Future.succeededFuture(fresh)
                  : writeBatch(duplicates, false).map(more -> fresh + more);
            });
  }

  /**
   * Throws for errors other than duplicate keys. The reply of a command contains the errors that
   * the client's bulk write would throw; that one would encode each upsert as JSON text and parse
   * it again.
   */
  private static JsonObject checked(JsonObject reply) {
    Stream.concat(writeErrors(reply), Stream.ofNullable(reply.getJsonObject("writeConcernError")))
        .filter(error -> error.getInteger("code") != MongoFailures.DUPLICATE_KEY)
        .forEach(
            error -> {
              throw new MongoException(error.getInteger("code"), error.getString("errmsg"));
            });
    return reply;
  }

  private static Stream<JsonObject> writeErrors(JsonObject reply) {
    return reply.getJsonArray("writeErrors", new JsonArray()).stream().map(JsonObject.class::cast);
  }

  private JsonObject upsert(Flight flight) {
    long run = runStart.toEpochMilli();
    JsonObject document =
        JsonObject.of("airport", airport.value())
            .put("source", flight.source().label())
            .put(store.timeField(), store.direction().timeOf(flight))
            .put("run", run)
            .put("flight", flight.data());
    return JsonObject.of("q", JsonObject.of("_id", flight.id(), "run", JsonObject.of("$lt", run)))
        .put("u", JsonObject.of("$set", document))
        .put("upsert", true);
  }
}
