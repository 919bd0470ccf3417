package dev.flightwatch.bench.floor;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_DATABASE;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_POOL_SIZE;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.MONGO_URL;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoFlightStore;
import dev.flightwatch.toolkit.config.Config;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Compares the flight store's save of 10,000 flights with its floor: the driver's bulk upsert of
 * the same documents into a collection with the same indexes, with the same write concern. The
 * commands {@code floor} and {@code ours} save into an empty collection and return the duration in
 * nanoseconds. Both run in this program, because neither is a server.
 */
public final class SaveComparison {
  private static final int FLIGHTS = 10_000;
  private static final String AIRPORT = "LICC";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final MongoCollection<Document> storeCollection;
  private final MongoCollection<Document> floorCollection;
  private final MongoFlightStore store;
  private final List<Flight> flights;
  private final List<UpdateOneModel<Document>> upserts;

  private SaveComparison(Config config) throws Exception {
    storeCollection = collection(config, "flights");
    floorCollection = collection(config, "flights_of_floor");
    MongoDatabase database =
        MongoDatabase.open(
            Vertx.vertx(),
            new MongoDatabase.Options(
                config.get(MONGO_URL).orElseThrow(),
                config.get(MONGO_DATABASE),
                config.get(MONGO_POOL_SIZE),
                TIMEOUT));
    store = new MongoFlightStore(database, Direction.DEPARTURE);
    MongoFlightStore.prepare(database).await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    Flux.from(
            floorCollection.createIndexes(
                List.of(
                    new IndexModel(
                        Document.parse("{airport: 1, source: -1, first_seen: -1, _id: -1}")),
                    new IndexModel(Document.parse("{first_seen: 1}")))))
        .blockLast(TIMEOUT);
    Instant now = Instant.now();
    flights = IntStream.range(0, FLIGHTS).mapToObj(i -> flight(i, now)).toList();
    upserts = flights.stream().map(flight -> upsert(flight, now)).toList();
  }

  private static MongoCollection<Document> collection(Config config, String name) {
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(
                new ConnectionString(config.get(MONGO_URL).orElseThrow().toString()))
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .build();
    return MongoClients.create(settings)
        .getDatabase(config.get(MONGO_DATABASE))
        .getCollection(name);
  }

  public static void main(String[] arguments) throws Exception {
    SaveComparison comparison =
        new SaveComparison(DataCollectorSettings.loadService(new JsonObject()));
    CommandLoop.run(
        line -> Long.toString(line.equals("ours") ? comparison.ours() : comparison.floor()));
  }

  private long ours() throws Exception {
    empty(storeCollection);
    long begin = System.nanoTime();
    store
        .save(new AirportCode(AIRPORT), flights, Instant.now())
        .await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    return counted(storeCollection, System.nanoTime() - begin);
  }

  private long floor() throws Exception {
    empty(floorCollection);
    long begin = System.nanoTime();
    Mono.from(floorCollection.bulkWrite(upserts, new BulkWriteOptions().ordered(false)))
        .block(TIMEOUT);
    return counted(floorCollection, System.nanoTime() - begin);
  }

  private static void empty(MongoCollection<Document> collection) throws Exception {
    Mono.from(collection.deleteMany(new Document())).block(TIMEOUT);
  }

  private static long counted(MongoCollection<Document> collection, long nanos) throws Exception {
    Long stored = Mono.from(collection.countDocuments()).block(TIMEOUT);
    if (stored == null || stored != FLIGHTS) {
      throw new IllegalStateException(stored + " documents instead of " + FLIGHTS);
    }
    return nanos;
  }

  private static Flight flight(int i, Instant now) {
    return Flight.of(SampleFlight.of(i, AIRPORT, now.minusSeconds(60 + 10L * i)), Source.OPENSKY);
  }

  private static UpdateOneModel<Document> upsert(Flight flight, Instant run) {
    Document document =
        new Document("airport", AIRPORT)
            .append("source", flight.source().label())
            .append("first_seen", flight.firstSeen())
            .append("run", run.toEpochMilli())
            .append("flight", new Document(flight.data().getMap()));
    return new UpdateOneModel<>(
        new Document("_id", flight.id()),
        new Document("$set", document),
        new UpdateOptions().upsert(true));
  }
}
