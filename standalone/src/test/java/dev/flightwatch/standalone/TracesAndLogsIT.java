package dev.flightwatch.standalone;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.opensky.EmulatorOptions;
import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.standalone.OtlpReceiver.Received;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the whole system tells those who run it, and what it never tells. */
class TracesAndLogsIT {
  private static final JsonObject SARA =
      new JsonObject().put("email", "sara.traced@unict.it").put("password", "correct-horse-traced");
  private static final JsonObject SARA_AT_CATANIA =
      new JsonObject().put("email", "sara.traced@unict.it").put("airport", "LICC");

  @TempDir Path data;

  @Test
  void followShouldBeOneTraceAndNothingTellASecret() throws Exception {
    try (OtlpReceiver collector = OtlpReceiver.start();
        FlightwatchProcess target =
            FlightwatchProcess.start(data, observed(collector), "--emulator").awaitReady()) {
      // when
      assertThat(Curl.register(target.userManager(), "r-traced", SARA).join().status())
          .isEqualTo(201);
      Reply followed = Curl.post(target.dataCollector(), "/interests", SARA_AT_CATANIA);
      List<Received> trace = oneTrace(collector);
      doMuchElse(target);
      assertThat(target.terminate()).as(target.output()).isZero();

      // then
      assertThat(followed.json().getString("data_source")).isEqualTo("opensky");
      assertTree(trace);
      assertWholeWay(trace);
      List<JsonObject> lines = jsonLines(target.output());
      assertThat(lines)
          .filteredOn(
              line -> line.getString("message").startsWith("Interest of s***@unict.it in LICC"))
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.getString("trace_id")).isEqualTo(trace.get(0).trace());
                assertThat(line.getString("span_id")).isIn(ids(trace));
                assertThat(line.getString("correlation_id")).isNotBlank();
              });
      assertThat(lines).as("at DEBUG").anyMatch(line -> line.getString("level").equals("DEBUG"));
      List<Received> all = collector.await(any -> true);
      assertThat(target.leaks(secrets())).isEmpty();
      assertThat(Leaks.in(OtlpReceiver.shown(all), secrets())).isEmpty();
    }
  }

  private static Map<String, String> observed(OtlpReceiver collector) {
    Map<String, String> environment = new HashMap<>();
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "100");
    environment.put("LOG_FORMAT", "json");
    environment.put("LOG_LEVEL", "DEBUG");
    return environment;
  }

  private Set<String> secrets() throws IOException {
    return Set.of(
        Files.readString(data.resolve("emulator/postgres/password")).strip(),
        SARA.getString("password"),
        "not-her-password",
        EmulatorOptions.defaults().account().clientSecret());
  }

  private static List<Received> oneTrace(OtlpReceiver collector) throws InterruptedException {
    Predicate<Received> follow = span -> span.is(SPAN_KIND_SERVER, "POST /interests");
    List<Received> all = collector.await(spans -> spans.stream().anyMatch(follow));
    String trace = all.stream().filter(follow).findFirst().orElseThrow().trace();
    return collector
        .await(spans -> isComplete(spans.stream().filter(s -> s.trace().equals(trace)).toList()))
        .stream()
        .filter(span -> span.trace().equals(trace))
        .toList();
  }

  private static boolean isComplete(List<Received> trace) {
    Set<String> known = ids(trace);
    return trace.stream().allMatch(s -> s.parent().isEmpty() || known.contains(s.parent()));
  }

  private static Set<String> ids(List<Received> trace) {
    return trace.stream().map(Received::id).collect(Collectors.toSet());
  }

  private static void assertTree(List<Received> trace) {
    assertThat(trace)
        .as(OtlpReceiver.shown(trace))
        .filteredOn(span -> span.parent().isEmpty())
        .singleElement()
        .matches(root -> root.is(SPAN_KIND_SERVER, "POST /interests"));
    assertThat(isComplete(trace)).as(OtlpReceiver.shown(trace)).isTrue();
    assertThat(trace).extracting(Received::service).containsOnly("flightwatch");
  }

  private static void assertWholeWay(List<Received> trace) {
    Received rpc = one(trace, s -> s.is(SPAN_KIND_CLIENT, "POST /UserManager/CheckUser"));
    Received served = one(trace, s -> s.is(SPAN_KIND_SERVER, "UserManager/CheckUser"));
    Received sql = one(trace, s -> has(s, "db.system", "postgresql"));
    assertThat(served.parent()).isEqualTo(rpc.id());
    assertThat(rpc.attributes()).containsEntry("vertx.verticle", "InterestServiceVerticle");
    assertThat(sql.attributes()).containsEntry("vertx.verticle", "UserServiceVerticle");
    assertThat(trace)
        .as(OtlpReceiver.shown(trace))
        .anyMatch(s -> has(s, "messaging.destination.name", "data-collector.interests.follow"))
        .anyMatch(s -> has(s, "messaging.destination.name", "data-collector.collection.collect"))
        .anyMatch(s -> has(s, "db.collection.name", "interests"))
        .anyMatch(s -> has(s, "db.collection.name", "flights"))
        .anyMatch(s -> s.is(SPAN_KIND_CLIENT, "GET /api/flights/departure"));
  }

  private static boolean has(Received span, String key, String value) {
    return value.equals(span.attributes().get(key));
  }

  private static Received one(List<Received> trace, Predicate<Received> wanted) {
    List<Received> found = trace.stream().filter(wanted).toList();
    assertThat(found).as(OtlpReceiver.shown(trace)).hasSize(1);
    return found.get(0);
  }

  /** Every operation, in good order and not. */
  private static void doMuchElse(FlightwatchProcess target) {
    URI users = target.userManager();
    URI flights = target.dataCollector();
    JsonObject stranger = SARA.copy().put("email", "stranger@unict.it");
    JsonObject wrong = SARA.copy().put("password", "not-her-password");
    Curl.register(users, "r-traced", SARA).join();
    Curl.register(users, "r-other", SARA).join();
    Curl.register(users, "r-traced", wrong).join();
    Curl.register(users, null, SARA).join();
    Curl.register(users, "r-bad", SARA.copy().put("email", "no@address@unict.it")).join();
    Curl.delete(users, "/users", wrong);
    Curl.delete(users, "/users", stranger);
    Curl.get(users, "/users/sara.traced@unict.it");
    Curl.get(flights, "/interests?email=sara.traced@unict.it");
    Curl.get(flights, "/flights/my-interests?email=sara.traced@unict.it&cursor=x");
    Curl.get(flights, "/flights/my-interests?email=sara.traced%40unict.it&limit=1");
    Curl.get(flights, "/flights/average?airport=LICC&days=7");
    Curl.post(flights, "/interests", SARA_AT_CATANIA.copy().put("email", "stranger@unict.it"));
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

  @Test
  void failedStartShouldShowNoPassword() throws Exception {
    Map<String, String> away =
        Map.of(
            "DATABASE_URL", "postgresql://flight:s3cret-of-postgres@127.0.0.1:1/flights",
            "MONGO_URL", "mongodb://flight:s3cret-of-mongo@127.0.0.1:1/?authSource=admin",
            "START_ATTEMPTS", "1",
            "LOG_LEVEL", "DEBUG");
    try (FlightwatchProcess refused = FlightwatchProcess.start(data, away)) {
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.output()).contains("Cannot start: ");
      assertThat(refused.leaks(Set.of("s3cret-of-postgres", "s3cret-of-mongo"))).isEmpty();
    }
  }

  @Test
  void startShouldNameTheVariableWhenTracesCannotBeMade() throws Exception {
    try (FlightwatchProcess refused =
        FlightwatchProcess.start(
            data, Map.of("OTEL_TRACES_EXPORTER", "jaeger", "OTEL_EXPORTER_OTLP_ENDPOINT", "x"))) {
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.output())
          .contains(
              "OTEL_TRACES_EXPORTER must be otlp, console or none",
              "OTEL_EXPORTER_OTLP_ENDPOINT must be")
          .doesNotContain("\tat ");
    }
  }
}
