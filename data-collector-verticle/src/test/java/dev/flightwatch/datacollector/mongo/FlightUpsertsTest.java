package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.testing.TestFlights;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.junit5.VertxExtension;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upserts on a server that reports errors, as MongoDB does for concurrent first upserts. */
@ExtendWith(VertxExtension.class)
class FlightUpsertsTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final int DUPLICATE = 11_000;

  private final List<JsonObject> commands = new ArrayList<>();

  /** Saves three flights on a server with these replies, in turn. */
  private Future<Saved> save(Vertx vertx, JsonObject... replies) {
    Iterator<JsonObject> rest = Arrays.asList(replies).iterator();
    MongoClient client =
        (MongoClient)
            Proxy.newProxyInstance(
                MongoClient.class.getClassLoader(),
                new Class<?>[] {MongoClient.class},
                (proxy, method, arguments) -> {
                  commands.add((JsonObject) arguments[1]);
                  return Future.succeededFuture(rest.next());
                });
    MongoDatabase database =
        new MongoDatabase(client, "db1:27017/flight_db", Duration.ofSeconds(5));
    MongoFlightStore store = new MongoFlightStore(database, Direction.DEPARTURE);
    List<Flight> flights =
        Stream.of("aaaaa0", "aaaaa1", "aaaaa2").map(id -> TestFlights.real(id, NOON)).toList();
    return vertx.timer(1).compose(v -> new FlightUpserts(store, LICC, NOON).write(flights));
  }

  /** Returns the aircraft that were to be written, one list per command. */
  private List<List<String>> written() {
    return commands.stream()
        .map(
            command -> command.getJsonArray("updates").stream().map(FlightUpsertsTest::id).toList())
        .toList();
  }

  private static String id(Object update) {
    return ((JsonObject) update).getJsonObject("q").getString("_id").split(":")[0];
  }

  private static JsonObject upserted(int count) {
    return JsonObject.of("upserted", new JsonArray(Collections.nCopies(count, new JsonObject())));
  }

  private static JsonObject failing(int code, int requested, Integer... indexes) {
    return upserted(requested - indexes.length)
        .put(
            "writeErrors",
            new JsonArray(
                Stream.of(indexes).map(i -> JsonObject.of("index", i, "code", code)).toList()));
  }

  @Test
  void writeShouldRetryDuplicatesOnce(Vertx vertx) {
    // when
    Saved saved = await(save(vertx, failing(DUPLICATE, 3, 1), upserted(1)));

    // then
    assertThat(written()).containsExactly(List.of("aaaaa0", "aaaaa1", "aaaaa2"), List.of("aaaaa1"));
    assertThat(commands)
        .extracting(command -> command.getJsonObject("writeConcern"))
        .containsOnly(JsonObject.of("w", "majority", "j", true));
    assertThat(saved).isEqualTo(new Saved(3, 0));
  }

  @Test
  void writeShouldSkipWhatIsADuplicateTwice(Vertx vertx) {
    // when
    Saved saved = await(save(vertx, failing(DUPLICATE, 3, 0, 2), failing(DUPLICATE, 2, 0, 1)));

    // then
    assertThat(written()).hasSize(2);
    assertThat(saved).isEqualTo(new Saved(1, 2));
  }

  @Test
  void writeShouldFailWithoutARetryWhenTheServerRefusesAWrite(Vertx vertx) {
    // when
    ServiceException failure = awaitFailure(save(vertx, failing(13, 3, 1)));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.INTERNAL);
    assertThat(written()).hasSize(1);
  }

  @Test
  void writeShouldBeUnavailableWhenNoMajorityHasAcknowledgedIt(Vertx vertx) {
    JsonObject notReplicated =
        upserted(3)
            .put("writeConcernError", new JsonObject().put("code", 64).put("errmsg", "waited"));

    assertThat(awaitFailure(save(vertx, notReplicated)).code()).isEqualTo("database_away");
  }
}
