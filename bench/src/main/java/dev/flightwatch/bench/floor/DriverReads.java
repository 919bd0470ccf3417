package dev.flightwatch.bench.floor;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_DATABASE;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_URL;
import static java.util.stream.Collectors.toMap;

import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.toolkit.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import reactor.core.publisher.Flux;

/**
 * The floor of reads that no cache has: bare Vert.x routes that read the documents of a response
 * with the driver of MongoDB and return the same JSON. Its arguments are the port and a file with
 * the body of the statistics, which it does not calculate.
 */
public final class DriverReads {
  private static final int BATCH = 1_000;

  /** The flights of the benchmark were not read from the OpenSky Network. */
  private static final boolean SIMULATED = true;

  private final MongoDatabase database;
  private final Buffer statistics;

  private DriverReads(Config config, Buffer statistics) {
    database =
        MongoClients.create(config.get(MONGO_URL).orElseThrow().toString())
            .getDatabase(config.get(MONGO_DATABASE));
    this.statistics = statistics;
  }

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    DriverReads reads =
        new DriverReads(
            DataCollectorSettings.loadService(new JsonObject()),
            Buffer.buffer(Files.readAllBytes(Path.of(arguments[1]))));
    PerCoreServers.announceReady(
        PerCoreServers.deploy(Vertx.vertx(), vertx -> reads.listen(vertx, port)));
  }

  private Future<?> listen(Vertx vertx, int port) {
    Router router = Router.router(vertx);
    router.get("/airports/:code/flights").handler(call -> respond(call, flights(vertx, call)));
    router.get("/airports/:code/statistics").handler(call -> respond(call, counts(vertx, call)));
    return vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
  }

  private static void respond(RoutingContext call, Future<Buffer> body) {
    body.onFailure(call::fail)
        .onSuccess(
            json ->
                call.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(json));
  }

  private static Future<List<Document>> all(Vertx vertx, FindPublisher<Document> found) {
    return Future.fromCompletionStage(
        Flux.from(found.batchSize(BATCH)).collectList().toFuture(), vertx.getOrCreateContext());
  }

  private Future<Buffer> flights(Vertx vertx, RoutingContext call) {
    Map<String, String> query = query(call);
    int limit = Integer.parseInt(query.get("limit"));
    FindPublisher<Document> page =
        database
            .getCollection("flights")
            .find(
                and(
                    eq("airport", call.pathParam("code")),
                    eq("source", "opensky"),
                    gte("first_seen", Instant.parse(query.get("from")).getEpochSecond()),
                    lte("first_seen", Instant.parse(query.get("to")).getEpochSecond())))
            .sort(descending("first_seen", "_id"))
            .limit(limit + 1);
    return all(vertx, page).map(found -> page(call, found));
  }

  private static Map<String, String> query(RoutingContext call) {
    return call.queryParams().entries().stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Buffer page(RoutingContext call, List<Document> found) {
    JsonArray flights = new JsonArray();
    found.forEach(
        document ->
            flights.add(
                document
                    .get("flight", Document.class)
                    .append("source", document.get("source"))
                    .append("simulated", SIMULATED)));
    return new JsonObject()
        .put("airport", call.pathParam("code"))
        .put("direction", "departure")
        .put("from", query(call).get("from"))
        .put("to", query(call).get("to"))
        .put("data_source", found.get(0).getString("source"))
        .put("simulated", SIMULATED)
        .put("flights", flights)
        .putNull("next")
        .toBuffer();
  }

  /** Reads the days of the period, and those of the one before without their rankings. */
  private Future<Buffer> counts(Vertx vertx, RoutingContext call) {
    Map<String, String> query = query(call);
    LocalDate from = LocalDate.parse(query.get("from"));
    LocalDate to = LocalDate.parse(query.get("to"));
    LocalDate before = from.minusDays(ChronoUnit.DAYS.between(from, to) + 1);
    List<Future<List<Document>>> reads =
        Stream.of("departure", "arrival")
            .map(direction -> call.pathParam("code") + ":" + direction + ":")
            .flatMap(
                prefix ->
                    Stream.of(
                        days(prefix, before, from.minusDays(1), "compact.run", "compact.quarters"),
                        days(prefix, from, to, "compact")))
            .map(days -> all(vertx, days))
            .toList();
    return Future.all(reads).map(statistics);
  }

  private FindPublisher<Document> days(
      String prefix, LocalDate from, LocalDate to, String... numbers) {
    return database
        .getCollection("day_counts")
        .find(and(gte("_id", prefix + from), lte("_id", prefix + to)))
        .projection(
            fields(include("coverage", "covered", "source", "read_at", "run"), include(numbers)))
        .sort(ascending("_id"));
  }
}
