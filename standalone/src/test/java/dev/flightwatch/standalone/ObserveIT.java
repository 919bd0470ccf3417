package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Exposition.Sample;
import dev.flightwatch.standalone.ObserveFiles.Query;
import dev.flightwatch.standalone.PromQl.Matching;
import dev.flightwatch.standalone.PromQl.Selector;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the queries of the dashboard and the alerts with the metrics of a running system. */
class ObserveIT {
  /** Labels that Prometheus adds to every series. */
  private static final Set<String> SCRAPE_LABELS = Set.of("job", "instance");

  /** Prometheus's own series, and their labels. */
  private static final Map<String, Set<String>> PROMETHEUS_SERIES =
      Map.of("up", Set.of(), "ALERTS", Set.of("alertname", "alertstate", "severity"));

  /** Values that appear only after an event that this test does not cause. */
  private static final Set<String> AFTER_AN_EVENT = Set.of("code=5..");

  private static final Set<String> RATES = Set.of("rate", "increase", "irate");
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  @TempDir static Path data;
  private static FlightwatchProcess system;
  private static Map<String, String> nameToType;
  private static List<Sample> samples;

  @BeforeAll
  static void sendRequests() throws Exception {
    system = FlightwatchProcess.start(data, Map.of(), "--emulator").awaitReady();
    JsonObject sara =
        JsonObject.of("email", "sara@unict.it", "password", "correct-horse", "airport", "LICC");
    Curl.register(system.userManager(), "r-1", sara).join();
    Curl.post(system.dataCollector(), "/interests", sara);
    for (String read :
        List.of("/interests?email=sara@unict.it", "/flights/last?airport=LICC", "/nowhere")) {
      Curl.get(system.dataCollector(), read);
    }
    Curl.delete(system.userManager(), "/users", sara);
    Curl.get(system.userManagerHealth(), "/health/ready");
    List<Exposition> both =
        Stream.of(system.userManagerHealth(), system.dataCollectorHealth())
            .map(Exposition::of)
            .toList();
    nameToType = both.get(0).nameToType();
    samples = both.stream().flatMap(shown -> shown.samples().stream()).toList();
  }

  @AfterAll
  static void stop() throws Exception {
    system.close();
  }

  static Stream<Query> queries() {
    return ObserveFiles.queries();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void queryShouldUseExposedMetrics(Query query) {
    // when
    PromQl parsed = PromQl.of(query.text());

    // then
    assertThat(parsed.selectors()).isNotEmpty();
    assertThat(parsed.selectors()).allSatisfy(ObserveIT::assertExposed);
    assertThat(labels(parsed)).as("labels").containsAll(parsed.grouping());
  }

  private static void assertExposed(Selector selector) {
    if (PROMETHEUS_SERIES.containsKey(selector.name())) {
      return;
    }
    assertThat(samplesOf(selector.name())).as("series of %s", selector.name()).isNotEmpty();
    if (RATES.contains(selector.function())) {
      assertThat(typeOf(selector.name())).isIn("counter", "histogram", "summary");
    }
    assertThat(labelsOf(selector.name()))
        .containsAll(selector.labels().stream().map(Matching::label).toList());
    assertThat(selector.labels())
        .flatMap(label -> missingValues(selector.name(), label))
        .as("values that %s does not have", selector.name())
        .isSubsetOf(AFTER_AN_EVENT);
  }

  private static String typeOf(String name) {
    return nameToType.getOrDefault(
        name, nameToType.get(name.replaceFirst("_(bucket|count|sum)$", "")));
  }

  private static Set<String> labelsOf(String name) {
    return samplesOf(name)
        .flatMap(sample -> sample.labels().keySet().stream())
        .collect(Collectors.toSet());
  }

  private static Stream<Sample> samplesOf(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name));
  }

  private static List<String> missingValues(String name, Matching label) {
    List<String> values =
        samplesOf(name).map(sample -> sample.labels().getOrDefault(label.label(), "")).toList();
    return label
        .patterns()
        .filter(pattern -> values.stream().noneMatch(value -> value.matches(pattern)))
        .map(pattern -> label.label() + "=" + pattern)
        .toList();
  }

  private static Set<String> labels(PromQl parsed) {
    return Stream.concat(
            SCRAPE_LABELS.stream(),
            parsed.selectors().stream()
                .flatMap(
                    selector ->
                        Stream.concat(
                            labelsOf(selector.name()).stream(),
                            PROMETHEUS_SERIES.getOrDefault(selector.name(), Set.of()).stream())))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("queries")
  void legendShouldUseLabelsOfTheSeries(Query query) {
    // given
    PromQl parsed = PromQl.of(query.text());
    Set<String> kept = parsed.grouping().isEmpty() ? labels(parsed) : parsed.grouping();

    // when
    Stream<String> shown =
        LEGEND_LABEL.matcher(query.legend()).results().map(found -> found.group(1));

    // then
    assertThat(shown).allSatisfy(label -> assertThat(kept).contains(label));
  }
}
