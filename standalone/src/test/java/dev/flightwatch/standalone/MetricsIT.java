package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Exposition.Sample;
import dev.flightwatch.standalone.MetricsDocument.Row;
import dev.flightwatch.standalone.ObserveFiles.Query;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Metrics of a system after valid and invalid requests, compared with {@code docs/metrics.md} and
 * with the queries of the alerts and the dashboard.
 */
class MetricsIT {
  private static final String PASSWORD = "correct-horse-battery";
  private static final int USERS = 8;
  private static final String NODE = "node-of-the-test";

  /** Labels of every metric, which the tables of the page do not repeat. */
  private static final Set<String> OF_EVERY_METRIC = Set.of("service", "node");

  /** Parts of the requests that identify a user, an airport or a path; no label contains them. */
  private static final List<String> IDENTIFYING =
      List.of(
          "@", "%40", "person", "example.org", "LI0", "ED0", "correct-horse", "nowhere", "BREW");

  private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

  /** Values of labels that appear only after an event that this test does not cause. */
  private static final Set<String> AFTER_AN_EVENT = Set.of("5..");

  @TempDir static Path data;
  private static FlightwatchProcess system;
  private static Exposition userManager;
  private static Exposition dataCollector;

  @BeforeAll
  static void sendRequests() throws Exception {
    Map<String, String> quick =
        Map.of(
            "NODE_NAME", NODE,
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
    Curl.get(system.userManagerHealth(), "/health/ready");
    userManager = Exposition.of(system.userManagerHealth());
    dataCollector = Exposition.of(system.dataCollectorHealth());
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
  void pageShouldListTheExposedMetricsWithTheirTypesLabelsAndValues() throws Exception {
    Map<String, Row> nameToRow = MetricsDocument.read().nameToRow();

    assertThat(samples().map(Sample::metric).filter(name -> name.startsWith("flightwatch_")))
        .hasSameElementsAs(nameToRow.keySet());
    assertThat(samples().filter(sample -> sample.name().startsWith("flightwatch_")))
        .allSatisfy(sample -> assertListed(sample, nameToRow.get(sample.metric())));
  }

  private static void assertListed(Sample sample, Row row) {
    assertThat(dataCollector.nameToType().get(sample.metric())).isEqualTo(row.type());
    Set<String> labels = new TreeSet<>(row.labelToValues().keySet());
    labels.addAll(OF_EVERY_METRIC);
    assertThat(sample.labels().keySet())
        .filteredOn(label -> !label.equals("le"))
        .containsExactlyInAnyOrderElementsOf(labels);
    row.labelToValues()
        .forEach(
            (label, listed) -> {
              if (!listed.isEmpty()) {
                assertThat(sample.labels().get(label)).isIn(listed);
              }
            });
  }

  /** Those of one service name it, and all others the process, which runs both. */
  @Test
  void everyLineShouldNameItsServiceAndNode() throws Exception {
    Map<String, Row> nameToRow = MetricsDocument.read().nameToRow();

    assertThat(samples())
        .allSatisfy(
            sample -> {
              Row row = nameToRow.get(sample.metric());
              boolean isOfOneService = row != null && row.labelToValues().containsKey("service");
              assertThat(sample.labels())
                  .containsEntry("node", NODE)
                  .containsKey("service")
                  .matches(l -> isOfOneService != l.get("service").equals("flightwatch"));
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

  /** A label with one value for each request, such as an id, has more. */
  @Test
  void labelsShouldHaveFewValues() {
    Map<String, Set<String>> labelToValues = new TreeMap<>();
    samples()
        .flatMap(sample -> sample.labels().entrySet().stream())
        .filter(label -> !label.getKey().equals("le"))
        .forEach(
            label ->
                labelToValues
                    .computeIfAbsent(label.getKey(), key -> new TreeSet<>())
                    .add(label.getValue()));

    assertThat(labelToValues)
        .allSatisfy((label, values) -> assertThat(values).as(label).hasSizeLessThan(40));
  }

  @ParameterizedTest
  @CsvSource({
    "flightwatch_registrations_total, outcome, created, 8, 8",
    "flightwatch_registrations_total, outcome, replayed, 8, 8",
    "flightwatch_deletions_total, outcome, propagated, 3, 3",
    "flightwatch_opensky_calls_total, status, 5xx, 1, 1",
    "flightwatch_collections_total, kind, live, 8, 10000",
    "flightwatch_grpc_client_seconds_count, method, UserManager/CheckUser, 8, 10000",
    "flightwatch_ready, service, data-collector, 1, 1",
    "flightwatch_dependency_up, dependency, database, 2, 2"
  })
  void metricsShouldCountTheRequests(
      String name, String label, String value, double least, double most) {
    assertThat(
            dataCollector.samples().stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> sample.labels().get(label).equals(value))
                .mapToDouble(Sample::value)
                .sum())
        .isBetween(least, most);
  }

  static Stream<Query> queries() {
    return ObserveFiles.queries();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void queryOfAlertOrPanelShouldUseExposedMetrics(Query query) {
    Set<String> labels = new TreeSet<>(Set.of("job", "instance"));

    assertThat(query.series())
        .isNotEmpty()
        .filteredOn(series -> !OF_PROMETHEUS.contains(series.getKey()))
        .allSatisfy(
            series -> {
              List<Map<String, String>> found =
                  samples()
                      .filter(sample -> sample.name().equals(series.getKey()))
                      .map(Sample::labels)
                      .toList();
              assertThat(found).as(series.getKey()).isNotEmpty();
              found.forEach(each -> labels.addAll(each.keySet()));
              series
                  .getValue()
                  .forEach(
                      (label, value) ->
                          assertThat(value.split("\\|"))
                              .as(label)
                              .allMatch(
                                  pattern ->
                                      found.stream().anyMatch(f -> f.get(label).matches(pattern))
                                          || AFTER_AN_EVENT.contains(pattern)));
            });
    assertThat(labels).containsAll(query.grouping());
  }
}
