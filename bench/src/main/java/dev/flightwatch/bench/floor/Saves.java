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
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.mongo.MongoDatabase;
import dev.flightwatch.datacollector.mongo.MongoFlightStore;
import dev.flightwatch.toolkit.config.Config;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * A collection's save of so many flights by our store, and the bare driver's bulk upsert of the
 * same documents into a collection with the same indexes, at the same write concern. Told {@code
 * floor} or {@code ours}, it saves into an empty collection and answers the nanoseconds. Both are
 * in one program because neither is served.
 */
public final class Saves {
  private static final int FLIGHTS = 10_000;
  private static final String AIRPORT = "LICC";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MongoCollection<Document> ofStore;
  private final MongoCollection<Document> ofFloor;
  private final MongoFlightStore store;
  private final List<Flight> flights;
  private final List<UpdateOneModel<Document>> upserts;

  private Saves(Config config) throws Exception {
    ofStore = collection(config, "flights");
    ofFloor = collection(config, "flights_of_floor");
    store =
        new MongoFlightStore(
            MongoDatabase.open(
                Vertx.vertx(),
                new MongoDatabase.Options(
                    config.get(MONGO_URL).orElseThrow(),
                    config.get(MONGO_DATABASE),
                    config.get(MONGO_POOL_SIZE),
                    PATIENCE)));
    await(store.prepare());
    Completion.of(
        ofFloor.createIndexes(
            List.of(
                new IndexModel(Document.parse("{airport: 1, source: -1, first_seen: -1, _id: -1}")),
                new IndexModel(Document.parse("{first_seen: 1}")))),
        PATIENCE);
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

  public static void main(String[] words) throws Exception {
    Saves saves = new Saves(DataCollectorSettings.loadService(new JsonObject()));
    Told.obey(line -> Long.toString(line.equals("ours") ? saves.ours() : saves.floor()));
  }

  private long ours() throws Exception {
    empty(ofStore);
    long begin = System.nanoTime();
    await(store.save(new AirportCode(AIRPORT), flights, Instant.now()));
    return counted(ofStore, System.nanoTime() - begin);
  }

  private long floor() throws Exception {
    empty(ofFloor);
    long begin = System.nanoTime();
    Completion.of(ofFloor.bulkWrite(upserts, new BulkWriteOptions().ordered(false)), PATIENCE);
    return counted(ofFloor, System.nanoTime() - begin);
  }

  private static void empty(MongoCollection<Document> collection) throws Exception {
    Completion.of(collection.deleteMany(new Document()), PATIENCE);
  }

  private static long counted(MongoCollection<Document> collection, long took) throws Exception {
    Long stored = Completion.of(collection.countDocuments(), PATIENCE);
    if (stored == null || stored != FLIGHTS) {
      throw new IllegalStateException(stored + " documents instead of " + FLIGHTS);
    }
    return took;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static Flight flight(int i, Instant now) {
    return Flight.of(FlightRow.of(i, AIRPORT, now.minusSeconds(60 + 10L * i)), Source.OPENSKY);
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
