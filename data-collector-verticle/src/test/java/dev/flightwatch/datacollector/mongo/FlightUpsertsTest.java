package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.bulk.BulkWriteUpsert;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.testing.TestFlights;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.MongoClientBulkWriteResult;
import io.vertx.junit5.VertxExtension;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upserts on a server that refuses, as MongoDB does when two are the first at once. */
@ExtendWith(VertxExtension.class)
class FlightUpsertsTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final int DUPLICATE = 11_000;

  private final List<List<String>> written = new ArrayList<>();

  /** Saves three flights on a server whose answers are these, in turn. */
  private Future<Saved> save(Vertx vertx, Object... answers) {
    Iterator<Object> rest = Arrays.asList(answers).iterator();
    MongoClient client =
        (MongoClient)
            Proxy.newProxyInstance(
                MongoClient.class.getClassLoader(),
                new Class<?>[] {MongoClient.class},
                (proxy, method, arguments) -> {
                  written.add(ids((List<?>) arguments[1]));
                  return rest.next() instanceof Throwable failure
                      ? Future.failedFuture(failure)
                      : Future.succeededFuture(upserted(written.get(written.size() - 1).size()));
                });
    MongoDatabase database = new MongoDatabase(client, Duration.ofSeconds(5));
    List<Flight> flights =
        List.of(
            TestFlights.real("aaaaa0", NOON),
            TestFlights.real("aaaaa1", NOON),
            TestFlights.real("aaaaa2", NOON));
    return vertx.timer(1).compose(v -> new FlightUpserts(database, "LICC", NOON).write(flights));
  }

  private static List<String> ids(List<?> operations) {
    return operations.stream()
        .map(operation -> ((BulkOperation) operation).getFilter().getString("_id").split(":")[0])
        .toList();
  }

  private static MongoClientBulkWriteResult upserted(int count) {
    return new MongoClientBulkWriteResult(
        0, 0, 0, 0, IntStream.range(0, count).mapToObj(i -> new JsonObject()).toList(), List.of());
  }

  private static Throwable refusing(int code, int asked, int... indexes) {
    List<BulkWriteUpsert> upserts =
        IntStream.range(0, asked - indexes.length)
            .mapToObj(i -> new BulkWriteUpsert(i, new BsonString("x")))
            .toList();
    List<BulkWriteError> errors =
        Arrays.stream(indexes)
            .mapToObj(i -> new BulkWriteError(code, "refused", new BsonDocument(), i))
            .toList();
    return new MongoBulkWriteException(
        BulkWriteResult.acknowledged(0, 0, 0, 0, upserts, List.of()),
        errors,
        null,
        new ServerAddress(),
        Set.of());
  }

  @Test
  void writeShouldTryTheRefusedOnesOnceMore(Vertx vertx) {
    // when
    Saved saved = await(save(vertx, refusing(DUPLICATE, 3, 1), "all are new"));

    // then
    assertThat(written).containsExactly(List.of("aaaaa0", "aaaaa1", "aaaaa2"), List.of("aaaaa1"));
    assertThat(saved).isEqualTo(new Saved(3, 0));
  }

  @Test
  void writeShouldLeaveAloneWhatIsRefusedTwice(Vertx vertx) {
    // when
    Saved saved = await(save(vertx, refusing(DUPLICATE, 3, 0, 2), refusing(DUPLICATE, 2, 0, 1)));

    // then
    assertThat(written).hasSize(2);
    assertThat(saved).isEqualTo(new Saved(1, 2));
  }

  @Test
  void writeShouldFailWhenSomethingElseIsWrong(Vertx vertx) {
    assertThatThrownBy(() -> await(save(vertx, refusing(13, 3, 1), "never asked")))
        .hasMessageContaining("database");
    assertThat(written).hasSize(1);
  }
}
