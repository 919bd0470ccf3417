package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Curl.Reply;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole system, started as its users start it. */
class FlightwatchIT {
  private static final String PASSWORD = "correct-horse-battery";
  private static final JsonObject SARA =
      new JsonObject().put("email", "sara@unict.it").put("password", PASSWORD);
  private static final JsonObject SARA_AT_CATANIA =
      new JsonObject().put("email", "sara@unict.it").put("airport", "LICC");

  @TempDir Path data;

  @Test
  void systemShouldServeUserFromRegistrationToDeletionOverRestarts() throws Exception {
    try (FlightwatchProcess first = FlightwatchProcess.start(data, Map.of()).awaitReady()) {
      registerAtMostOnce(first.userManager());
      followAndRead(first.dataCollector());
      assertThat(first.terminate()).as(first.output()).isZero();
      assertThat(first.outputOfRequests())
          .contains("s***@unict.it")
          .doesNotContain("sara@unict.it registered", PASSWORD, "Exception");
    }
    try (FlightwatchProcess second = FlightwatchProcess.start(data, Map.of()).awaitReady()) {
      assertReplayed(Curl.register(second.userManager(), "r-1", SARA).join());
      assertStillFollowed(second.dataCollector());
      assertServedThroughTheGateway(second.gateway());
      second.kill();
    }
    try (FlightwatchProcess third = FlightwatchProcess.start(data, Map.of()).awaitReady()) {
      assertThat(third.output()).contains("left behind");
      assertRefusesToShareItsData();
      assertReplayed(Curl.register(third.userManager(), "r-1", SARA).join());
      assertStillFollowed(third.dataCollector());
      deleteUser(third.userManager(), third.dataCollector());
      assertThat(third.terminate()).as(third.output()).isZero();
    }
  }

  private void assertRefusesToShareItsData() throws Exception {
    try (FlightwatchProcess other = FlightwatchProcess.start(data, Map.of())) {
      assertThat(other.exitCode()).isEqualTo(1);
      assertThat(other.output()).contains("in use", "FLIGHTWATCH_DATA");
    }
  }

  private static void registerAtMostOnce(URI userManager) {
    List<CompletableFuture<Reply>> five =
        IntStream.range(0, 5).mapToObj(i -> Curl.register(userManager, "r-1", SARA)).toList();
    List<Reply> replies = five.stream().map(CompletableFuture::join).toList();
    assertThat(replies).allSatisfy(reply -> assertStatus(201, reply));
    assertThat(replies).extracting(Reply::text).containsOnly(replies.get(0).text());
    assertThat(replies).filteredOn(reply -> !reply.replayed()).hasSize(1);
    assertStatus(200, Curl.register(userManager, "r-2", SARA).join());
    JsonObject other = SARA.copy().put("nome", "Sara");
    assertStatus(422, Curl.register(userManager, "r-1", other).join());
  }

  private static void followAndRead(URI dataCollector) {
    Reply followed = Curl.post(dataCollector, "/interests", SARA_AT_CATANIA);
    assertStatus(200, followed);
    int collected = followed.json().getInteger("flights_collected");
    assertThat(collected).isPositive();
    assertThat(followed.json().getString("data_source")).isEqualTo("mock");

    JsonObject last = Curl.get(dataCollector, "/flights/last?airport=licc").json();
    JsonObject list = Curl.get(dataCollector, "/flights/my-interests?email=sara@unict.it").json();
    JsonObject average = Curl.get(dataCollector, "/flights/average?airport=LICC&days=1").json();
    assertThat(list.getInteger("total_flights_found")).isEqualTo(collected);
    assertThat(list.getJsonArray("flights").getJsonObject(0)).isEqualTo(last);
    assertThat(average.getDouble("average_flights")).isEqualTo(collected);
    assertStatus(400, Curl.get(dataCollector, "/flights/average?airport=LICC&days=0"));
  }

  private static void assertStatus(int status, Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
  }

  private static void assertReplayed(Reply reply) {
    assertStatus(201, reply);
    assertThat(reply.replayed()).isTrue();
  }

  private static void assertStillFollowed(URI dataCollector) {
    JsonObject interests = Curl.get(dataCollector, "/interests?email=sara@unict.it").json();
    assertThat(interests.getJsonArray("airports")).containsExactly("LICC");
    assertStatus(200, Curl.get(dataCollector, "/flights/last?airport=LICC"));
  }

  private static void assertServedThroughTheGateway(URI gateway) {
    assertThat(Curl.get(gateway, "/").text()).contains("<title>Flightwatch</title>");
    assertThat(Curl.get(gateway, "/api/interests?email=sara@unict.it").text()).contains("LICC");
    assertThat(Curl.get(gateway, "/api/user-manager.yaml").text()).contains("openapi: 3.1");
  }

  private static void deleteUser(URI userManager, URI dataCollector) {
    Reply deleted = Curl.delete(userManager, "/users", SARA);
    assertStatus(200, deleted);
    assertThat(deleted.json().getBoolean("propagated")).isTrue();
    assertStatus(404, Curl.post(dataCollector, "/interests", SARA_AT_CATANIA));
    assertStatus(410, Curl.register(userManager, "r-1", SARA).join());
    JsonObject interests = Curl.get(dataCollector, "/interests?email=sara@unict.it").json();
    assertThat(interests.getJsonArray("airports")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATA_COLLECTOR_HTTP_PORT=TAKEN | DATA_COLLECTOR_HTTP_PORT",
        "USER_MANAGER_HTTP_PORT=5001 DATA_COLLECTOR_HTTP_PORT=5001"
            + "| DATA_COLLECTOR_HTTP_PORT must differ from USER_MANAGER_HTTP_PORT",
        "HASH_THREADS=x POLL_INTERVAL_SECONDS=soon OPENSKY_TIMEOUT_SECONDS=-1"
            + "| HASH_THREADS must; POLL_INTERVAL_SECONDS must; OPENSKY_TIMEOUT_SECONDS must",
        "OTEL_TRACES_EXPORTER=jaeger OTEL_EXPORTER_OTLP_ENDPOINT=x"
            + "| OTEL_TRACES_EXPORTER must; OTEL_EXPORTER_OTLP_ENDPOINT must",
        "DATABASE_URL=postgresql://flight:s3cret-1@127.0.0.1:1/flights START_ATTEMPTS=1"
            + " MONGO_URL=mongodb://flight:s3cret-2@127.0.0.1:1/?authSource=admin LOG_LEVEL=DEBUG"
            + "| is unavailable after 1 attempts"
      })
  void startShouldFailAndNameTheProblems(String environment, String problems) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        FlightwatchProcess failed =
            FlightwatchProcess.start(
                data,
                Stream.of(environment.replace("TAKEN", "" + taken.getLocalPort()).split(" "))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])),
                "--ephemeral")) {
      assertThat(failed.exitCode()).isEqualTo(1);
      assertThat(failed.output()).contains("Cannot start: ").contains(problems.split("; "));
      assertThat(failed.output()).doesNotContain("\tat ");
      assertThat(failed.printedSecrets(Set.of("s3cret-1", "s3cret-2"))).isEmpty();
    }
  }

  @Test
  void mockFlightsOfAnOutageShouldBeReplacedByFlightsOfTheEmulator() throws Exception {
    Map<String, String> quick =
        Map.of(
            "POLL_INTERVAL_SECONDS", "0.4",
            "OPENSKY_DAILY_CREDITS", "0",
            "POLL_TICK_SECONDS", "0.1",
            "OPENSKY_BREAKER_RESET_SECONDS", "0.2");
    try (FlightwatchProcess target =
        FlightwatchProcess.start(data, quick, "--emulator").awaitReady()) {
      Curl.register(target.userManager(), "r-1", SARA).join();
      JsonObject fault = new JsonObject().put("fault", "status").put("status", 503);
      assertThat(Curl.post(target.emulator(), "/emulator/faults", fault).status())
          .isBetween(200, 204);
      Reply followed = Curl.post(target.dataCollector(), "/interests", SARA_AT_CATANIA);
      assertThat(followed.json().getString("data_source")).isEqualTo("mock");

      Curl.delete(target.emulator(), "/emulator/faults", null);

      assertThat(ChaosRun.await(Duration.ofSeconds(30), () -> lastSource(target).equals("opensky")))
          .isTrue();
      JsonObject list =
          Curl.get(target.dataCollector(), "/flights/my-interests?email=sara@unict.it").json();
      assertThat(list.getJsonArray("flights"))
          .allSatisfy(f -> assertThat(((JsonObject) f).getString("source")).isEqualTo("opensky"));
    }
  }

  private static String lastSource(FlightwatchProcess target) {
    Reply last = Curl.get(target.dataCollector(), "/flights/last?airport=LICC");
    return last.json().getString("source", "");
  }
}
