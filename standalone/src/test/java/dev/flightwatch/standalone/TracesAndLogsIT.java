package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.opensky.EmulatorOptions;
import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.standalone.OtlpReceiver.Received;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The traces and logs of the whole system, and the secrets that they must not contain. */
class TracesAndLogsIT {
  private static final JsonObject SARA =
      new JsonObject().put("email", "sara.traced@unict.it").put("password", "correct-horse-traced");
  private static final JsonObject SARA_AT_CATANIA =
      new JsonObject().put("email", "sara.traced@unict.it").put("airport", "LICC");

  private static final String FOLLOW = "SPAN_KIND_SERVER POST /interests";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir Path data;

  @Test
  void followShouldBeOneTraceWithoutSecretsInTracesAndLogs() throws Exception {
    try (OtlpReceiver collector = new OtlpReceiver();
        FlightwatchProcess target =
            FlightwatchProcess.start(data, observed(collector), "--emulator").awaitReady()) {
      // when
      assertThat(Curl.register(target.userManager(), "r-traced", SARA).join().status())
          .isEqualTo(201);
      Reply followed = Curl.post(target.dataCollector(), "/interests", SARA_AT_CATANIA);
      assertThat(ChaosRun.await(TIMEOUT, () -> isComplete(followTrace(collector.spans()))))
          .as("complete: %s", collector.spans())
          .isTrue();
      List<Received> trace = followTrace(collector.spans());
      sendOtherRequests(target);
      assertThat(target.terminate()).as(target.output()).isZero();

      // then
      // At night, the airport may have had no flights for two hours.
      assertThat(followed.json().getString("data_source")).isIn("opensky", null);
      assertOneTree(trace);
      assertSpansOfEveryComponent(trace);
      List<JsonObject> lines = jsonLines(target.output());
      assertThat(lines)
          .filteredOn(
              line ->
                  line.getString("message")
                      .matches(".*s\\*\\*\\*@unict\\.it .*LICC.* flights of the last 2 hours.*"))
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.getString("trace_id")).isEqualTo(trace.get(0).trace());
                assertThat(line.getString("span_id")).isIn(ids(trace));
                assertThat(line.getString("correlation_id")).isNotBlank();
              });
      assertThat(lines).as("at DEBUG").anyMatch(line -> line.getString("level").equals("DEBUG"));
      assertThat(target.printedSecrets(secrets())).isEmpty();
      assertThat(collector.spans())
          .allSatisfy(span -> assertThat(SecretScanner.find(span.toString(), secrets())).isEmpty());
    }
  }

  private static Map<String, String> observed(OtlpReceiver collector) {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(),
        "OTEL_BSP_SCHEDULE_DELAY", "100",
        "LOG_FORMAT", "json",
        "LOG_LEVEL", "DEBUG");
  }

  private Set<String> secrets() throws IOException {
    return Set.of(
        Files.readString(data.resolve("emulator/postgres/password")).strip(),
        SARA.getString("password"),
        "not-her-password",
        EmulatorOptions.defaults().account().clientSecret());
  }

  private static List<Received> followTrace(List<Received> spans) {
    Set<String> traces =
        spans.stream()
            .filter(span -> span.name().equals(FOLLOW))
            .map(Received::trace)
            .collect(Collectors.toSet());
    return spans.stream().filter(span -> traces.contains(span.trace())).toList();
  }

  private static boolean isComplete(List<Received> trace) {
    Set<String> known = ids(trace);
    return !trace.isEmpty()
        && trace.stream().allMatch(s -> s.parent().isEmpty() || known.contains(s.parent()));
  }

  private static Set<String> ids(List<Received> trace) {
    return trace.stream().map(Received::id).collect(Collectors.toSet());
  }

  private static void assertOneTree(List<Received> trace) {
    assertThat(trace)
        .filteredOn(span -> span.parent().isEmpty())
        .extracting(Received::name)
        .containsExactly(FOLLOW);
    assertThat(trace).extracting(Received::trace).containsOnly(trace.get(0).trace());
    assertThat(trace).extracting(Received::service).containsOnly("flightwatch");
  }

  private static void assertSpansOfEveryComponent(List<Received> trace) {
    Received rpc = one(trace, s -> s.name().equals("SPAN_KIND_CLIENT POST /UserManager/CheckUser"));
    Received served = one(trace, s -> s.name().equals("SPAN_KIND_SERVER UserManager/CheckUser"));
    Received sql = one(trace, s -> has(s, "db.system", "postgresql"));
    assertThat(served.parent()).isEqualTo(rpc.id());
    assertThat(rpc.attributes()).containsEntry("vertx.verticle", "InterestServiceVerticle");
    assertThat(sql.attributes()).containsEntry("vertx.verticle", "UserServiceVerticle");
    assertThat(trace)
        .anyMatch(s -> has(s, "messaging.destination.name", "data-collector.interests.follow"))
        .anyMatch(s -> has(s, "messaging.destination.name", "data-collector.collection.collect"))
        .anyMatch(s -> has(s, "db.collection.name", "interests"))
        .anyMatch(s -> has(s, "db.collection.name", "flights"))
        .anyMatch(s -> s.name().equals("SPAN_KIND_CLIENT GET /api/flights/departure"));
  }

  private static boolean has(Received span, String key, String value) {
    return value.equals(span.attributes().get(key));
  }

  private static Received one(List<Received> trace, Predicate<Received> wanted) {
    List<Received> found = trace.stream().filter(wanted).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** Sends valid and invalid requests to every operation. */
  private static void sendOtherRequests(FlightwatchProcess target) {
    URI users = target.userManager();
    URI flights = target.dataCollector();
    JsonObject unknownUser = SARA.copy().put("email", "unknown@unict.it");
    JsonObject wrong = SARA.copy().put("password", "not-her-password");
    Curl.register(users, "r-traced", SARA).join();
    Curl.register(users, "r-other", SARA).join();
    Curl.register(users, "r-traced", wrong).join();
    Curl.register(users, null, SARA).join();
    Curl.register(users, "r-bad", SARA.copy().put("email", "no@address@unict.it")).join();
    Curl.delete(users, "/users", wrong);
    Curl.delete(users, "/users", unknownUser);
    Curl.get(users, "/users/sara.traced@unict.it");
    Curl.get(flights, "/interests?email=sara.traced@unict.it");
    Curl.get(flights, "/flights/my-interests?email=sara.traced@unict.it&cursor=x");
    Curl.get(flights, "/flights/my-interests?email=sara.traced%40unict.it&limit=1");
    Curl.get(flights, "/flights/average?airport=LICC&days=7");
    Curl.post(flights, "/interests", SARA_AT_CATANIA.copy().put("email", "unknown@unict.it"));
    badToken(target);
    Curl.delete(flights, "/interests?email=sara.traced@unict.it", null);
    Curl.delete(users, "/users", SARA);
    Curl.register(users, "r-traced", SARA).join();
  }

  private static void badToken(FlightwatchProcess target) {
    JsonObject expired = new JsonObject().put("fault", "expire-tokens");
    JsonObject refused =
        new JsonObject().put("fault", "status").put("status", 401).put("on", "token");
    Curl.post(target.emulator(), "/emulator/faults", expired);
    Curl.post(target.emulator(), "/emulator/faults", refused);
    Curl.post(target.dataCollector(), "/interests", SARA_AT_CATANIA.copy().put("airport", "LIMC"));
  }

  private static List<JsonObject> jsonLines(String output) {
    return output.lines().filter(line -> line.startsWith("{")).map(JsonObject::new).toList();
  }
}
