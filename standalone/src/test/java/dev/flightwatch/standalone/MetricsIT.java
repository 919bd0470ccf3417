package dev.flightwatch.standalone;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.collection.CollectionMessages;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.standalone.Exposition.Sample;
import dev.flightwatch.standalone.MetricsDocument.Row;
import dev.flightwatch.toolkit.bus.Command;
import dev.flightwatch.usermanager.users.UserMessages;
import io.vertx.core.json.JsonObject;
import io.vertx.grpc.common.GrpcStatus;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of a system after valid and invalid requests, compared with {@code docs/metrics.md}. */
class MetricsIT {
  private static final String PASSWORD = "correct-horse-battery";
  private static final int USERS = 8;

  /** Parts of the requests that identify a user, an airport or a path; no label contains them. */
  private static final List<String> IDENTIFYING =
      List.of("@", "%40", "person", "example.org", "LI0", "ED0", "correct-horse", "nowhere");

  private static final Set<String> ROUTES =
      Set.of(
          "",
          "/users",
          "/interests",
          "/flights/last",
          "/flights/average",
          "/flights/my-interests",
          "/health/live",
          "/health/ready",
          "/metrics",
          "/info",
          "UserManager/CheckUser",
          "DataCollector/DeleteData",
          "/emulator/faults",
          "/api/flights/departure",
          "/auth/realms/opensky-network/protocol/openid-connect/token");

  /** Values of labels that the page describes and does not list. */
  private static final Map<String, Set<String>> LABEL_TO_VALUES =
      Map.of(
          "service", Set.of("user-manager", "data-collector"),
          "method", Set.of("UserManager/CheckUser", "DataCollector/DeleteData"),
          "status", Arrays.stream(GrpcStatus.values()).map(Enum::name).collect(toSet()),
          "server", Set.of("user-manager grpc", "data-collector grpc"),
          "kind", Set.of("live", "day"),
          "cache", Set.of("data-collector"),
          "command", commands());

  @TempDir static Path data;
  private static FlightwatchProcess system;
  private static Exposition userManager;
  private static Exposition dataCollector;

  private static Set<String> commands() {
    return Stream.concat(
            Stream.of(
                    UserMessages.REGISTER,
                    UserMessages.DELETE,
                    UserMessages.CHECK,
                    CollectionMessages.COLLECT,
                    CollectionMessages.GET_STATUS,
                    FlightMessages.FIND_LAST,
                    FlightMessages.FIND_AVERAGE,
                    FlightMessages.FIND_PAGE,
                    InterestMessages.FOLLOW,
                    InterestMessages.LIST,
                    InterestMessages.UNFOLLOW,
                    InterestMessages.DELETE_USER_INTERESTS)
                .map(Command::address),
            Stream.of("user-manager.health.check", "data-collector.database.check"))
        .collect(toSet());
  }

  @BeforeAll
  static void sendRequests() throws Exception {
    Map<String, String> quick =
        Map.of(
            "POLL_INTERVAL_SECONDS", "1",
            "POLL_TICK_SECONDS", "0.2",
            "RECONCILE_INTERVAL_SECONDS", "1",
            "OUTBOX_SWEEP_SECONDS", "0.2");
    system = FlightwatchProcess.start(data, quick, "--emulator").awaitReady();
    JsonObject fault = new JsonObject().put("fault", "status").put("status", 503).put("times", 1);
    Curl.post(system.emulator(), "/emulator/faults", fault);
    IntStream.range(0, USERS).forEach(MetricsIT::useTheServices);
    sendInvalidRequests(system.userManager());
    sendInvalidRequests(system.dataCollector());
    userManager = Exposition.of(management(system.userManagerHealth()));
    dataCollector = Exposition.of(management(system.dataCollectorHealth()));
  }

  private static URI management(URI health) {
    return health.resolve("/");
  }

  private static void useTheServices(int number) {
    JsonObject user =
        JsonObject.of("email", "person" + number + "@example.org", "password", PASSWORD);
    String email = user.getString("email");
    String airport = (number % 2 == 0 ? "LI0" : "ED0") + Integer.toString(number, 36).toUpperCase();
    Curl.register(system.userManager(), "person-" + number, user).join();
    Curl.register(system.userManager(), "person-" + number, user).join();
    Curl.post(
        system.dataCollector(), "/interests", JsonObject.of("email", email, "airport", airport));
    Curl.get(system.dataCollector(), "/interests?email=" + email);
    Curl.get(system.dataCollector(), "/flights/last?airport=" + airport);
    Curl.get(system.dataCollector(), "/flights/average?airport=" + airport + "&days=7");
    Curl.get(system.dataCollector(), "/flights/my-interests?email=" + email);
    if (number < 3) {
      Curl.delete(system.dataCollector(), "/interests?email=" + email, null);
      Curl.delete(system.userManager(), "/users", user.copy().put("password", "wrong-horse"));
      Curl.delete(system.userManager(), "/users", user);
    }
  }

  private static void sendInvalidRequests(URI service) {
    for (int i = 0; i < 5; i++) {
      Curl.get(service, "/nowhere/person" + i + "@example.org");
      Curl.get(service, "/flights/last?airport=person" + i);
      Curl.get(service, "/users/person" + i);
      Curl.post(service, "/users", JsonObject.of("email", "person" + i));
      Curl.post(service, "/interests", JsonObject.of("airport", "nowhere" + i));
      Curl.send("BREW" + i, service, "/users", null, null).join();
      Curl.send("PATCH", service, "/interests", null, "person" + i).join();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    system.close();
  }

  private static Stream<Sample> samples() {
    return Stream.of(userManager, dataCollector).flatMap(shown -> shown.samples().stream());
  }

  @Test
  void pageShouldListExactlyTheExposedMetrics() throws Exception {
    Set<String> shown =
        Stream.of(userManager, dataCollector)
            .flatMap(exposition -> exposition.metrics().stream())
            .filter(name -> name.startsWith("flightwatch_"))
            .collect(toSet());
    Set<String> listed = new TreeSet<>(MetricsDocument.read().nameToRow().keySet());

    assertThat(new TreeSet<>(shown)).isEqualTo(listed);
  }

  @Test
  void pageShouldNameTheExposedTypesAndLabels() throws Exception {
    Map<String, Row> nameToRow = MetricsDocument.read().nameToRow();

    assertThat(samples().filter(sample -> sample.name().startsWith("flightwatch_")))
        .allSatisfy(
            sample -> {
              String metric = sample.metric(dataCollector.nameToType().keySet());
              Row row = nameToRow.get(metric);
              assertThat(dataCollector.nameToType().get(metric)).as(metric).isEqualTo(row.type());
              Set<String> labels = new TreeSet<>(sample.labels().keySet());
              labels.remove("le");
              assertThat(labels)
                  .as(sample.toString())
                  .containsExactlyInAnyOrderElementsOf(row.labelToValues().keySet());
            });
  }

  @Test
  void labelsShouldHaveKnownValues() throws Exception {
    Map<String, Row> nameToRow = MetricsDocument.read().nameToRow();

    assertThat(samples().filter(sample -> sample.name().startsWith("flightwatch_")))
        .filteredOn(sample -> !sample.name().equals("flightwatch_build_info"))
        .allSatisfy(
            sample -> {
              Row row = nameToRow.get(sample.metric(dataCollector.nameToType().keySet()));
              row.labelToValues()
                  .forEach(
                      (label, listed) ->
                          assertThat(sample.labels().get(label))
                              .as(sample.toString())
                              .isIn(listed.isEmpty() ? LABEL_TO_VALUES.get(label) : listed));
            });
  }

  @Test
  void labelsOfHttpShouldBeRoutesMethodsAndStatuses() {
    assertThat(samples().filter(sample -> sample.name().startsWith("vertx_http_")))
        .isNotEmpty()
        .allSatisfy(
            sample -> {
              assertThat(sample.labels().keySet()).isSubsetOf("route", "method", "code", "le");
              assertThat(sample.labels().getOrDefault("route", "")).isIn(ROUTES);
              assertThat(sample.labels().getOrDefault("method", "GET"))
                  .isIn(
                      "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE",
                      "CONNECT", "OTHER");
              assertThat(sample.labels().getOrDefault("code", "200")).matches("[1-5]\\d\\d");
            });
  }

  @Test
  void labelsShouldIdentifyNoUserAirportOrPath() {
    assertThat(samples())
        .allSatisfy(
            sample ->
                assertThat(String.join(" ", sample.labels().values()))
                    .as(sample.toString())
                    .doesNotContain(IDENTIFYING));
  }

  @Test
  void metricsShouldCountTheRequests() {
    assertThat(userManager.sum("flightwatch_registrations_total", Map.of("outcome", "created")))
        .isEqualTo(USERS);
    assertThat(userManager.sum("flightwatch_registrations_total", Map.of("outcome", "replayed")))
        .isEqualTo(USERS);
    assertThat(userManager.sum("flightwatch_deletions_total", Map.of("outcome", "propagated")))
        .isEqualTo(3);
    assertThat(userManager.sum("flightwatch_hash_seconds_count", Map.of()))
        .isGreaterThanOrEqualTo(USERS);
    assertThat(userManager.sum("flightwatch_outbox_pending", Map.of())).isZero();
    assertThat(dataCollector.sum("flightwatch_opensky_calls_total", Map.of("status", "5xx")))
        .isEqualTo(1);
    assertThat(dataCollector.sum("flightwatch_collections_total", Map.of("kind", "live")))
        .isGreaterThanOrEqualTo(USERS);
    assertThat(
            dataCollector.sum(
                "flightwatch_grpc_client_seconds_count",
                Map.of("method", "UserManager/CheckUser", "status", "OK")))
        .isGreaterThanOrEqualTo(USERS);
    assertThat(userManager.sum("flightwatch_ready", Map.of("service", "user-manager"))).isOne();
    assertThat(
            dataCollector.sum(
                "flightwatch_dependency_up",
                Map.of("service", "data-collector", "dependency", "database")))
        .isOne();
  }

  @Test
  void infoAndHealthShouldDescribeTheService() {
    Reply info = Curl.get(management(system.userManagerHealth()), "/info");
    JsonObject health = Curl.get(system.dataCollectorHealth(), "/health/ready").json();
    JsonObject openSky =
        health.getJsonArray("checks").stream()
            .map(JsonObject.class::cast)
            .filter(check -> check.getString("name").equals("opensky"))
            .findFirst()
            .orElseThrow()
            .getJsonObject("data");

    assertThat(info.json().getString("service")).isEqualTo("user-manager");
    assertThat(openSky.fieldNames())
        .contains("mode", "breaker", "token", "budget", "last_collection");
    assertThat(openSky.getJsonObject("last_collection").getLong("age_seconds")).isLessThan(60);
  }
}
