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

/** Whether the dashboard and the alerts ask for what a running system exposes. */
class ObserveIT {
  /** What Prometheus adds to every series. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

  /** Series of Prometheus itself, and their labels. */
  private static final Map<String, Set<String>> OF_PROMETHEUS =
      Map.of("up", Set.of(), "ALERTS", Set.of("alertname", "alertstate", "severity"));

  /** Values that are there only after an event that this test does not bring about. */
  private static final Set<String> AFTER_AN_EVENT = Set.of("code=5..");

  private static final Set<String> RATES = Set.of("rate", "increase", "irate");
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  @TempDir static Path data;
  private static FlightwatchProcess system;
  private static Map<String, String> nameToType;
  private static List<Sample> samples;

  @BeforeAll
  static void use() throws Exception {
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
  static void end() throws Exception {
    system.close();
  }

  static Stream<Query> queries() {
    return ObserveFiles.queries();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void queryShouldAskForMetricsThatAreExposed(Query query) {
    // when
    PromQl asked = PromQl.of(query.text());

    // then
    assertThat(asked.selectors()).isNotEmpty();
    assertThat(asked.selectors()).allSatisfy(ObserveIT::assertExposed);
    assertThat(labels(asked)).as("labels").containsAll(asked.grouping());
  }

  private static void assertExposed(Selector selector) {
    if (OF_PROMETHEUS.containsKey(selector.name())) {
      return;
    }
    assertThat(samplesOf(selector.name())).as("series of %s", selector.name()).isNotEmpty();
    if (RATES.contains(selector.function())) {
      assertThat(typeOf(selector.name())).isIn("counter", "histogram", "summary");
    }
    assertThat(labelsOf(selector.name()))
        .containsAll(selector.labels().stream().map(Matching::label).toList());
    assertThat(selector.labels())
        .flatMap(label -> valuesThatAreNot(selector.name(), label))
        .as("values that %s has not", selector.name())
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

  private static List<String> valuesThatAreNot(String name, Matching label) {
    List<String> values =
        samplesOf(name).map(sample -> sample.labels().getOrDefault(label.label(), "")).toList();
    return label
        .patterns()
        .filter(pattern -> values.stream().noneMatch(value -> value.matches(pattern)))
        .map(pattern -> label.label() + "=" + pattern)
        .toList();
  }

  private static Set<String> labels(PromQl asked) {
    return Stream.concat(
            OF_THE_SCRAPE.stream(),
            asked.selectors().stream()
                .flatMap(
                    selector ->
                        Stream.concat(
                            labelsOf(selector.name()).stream(),
                            OF_PROMETHEUS.getOrDefault(selector.name(), Set.of()).stream())))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("queries")
  void legendShouldShowLabelsThatTheSeriesHave(Query query) {
    // given
    PromQl asked = PromQl.of(query.text());
    Set<String> kept = asked.grouping().isEmpty() ? labels(asked) : asked.grouping();

    // when
    Stream<String> shown =
        LEGEND_LABEL.matcher(query.legend()).results().map(found -> found.group(1));

    // then
    assertThat(shown).allSatisfy(label -> assertThat(kept).contains(label));
  }
}
