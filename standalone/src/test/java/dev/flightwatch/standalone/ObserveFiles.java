package dev.flightwatch.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of Prometheus and Grafana in docker/observe, and the page about them. */
final class ObserveFiles {
  private static final Path HOME = Path.of(System.getProperty("flightwatch.home"));
  private static final Path FOLDER = HOME.resolve("docker/observe");

  private static final Pattern ALERT_NAME = Pattern.compile("alertname=\"(\\w+)\"");

  private ObserveFiles() {}

  /**
   * A query of Prometheus.
   *
   * @param where name of the alert or panel
   * @param legend the panel's legend; empty for an alert
   */
  record Query(String where, String text, String legend) {
    @Override
    public String toString() {
      return where + ": " + text;
    }
  }

  static Stream<Query> queries() {
    return Stream.concat(
        alerts().map(alert -> new Query(name(alert), alert.path("expr").asText(), "")),
        panels().flatMap(ObserveFiles::queries));
  }

  private static Stream<Query> queries(JsonNode panel) {
    return each(panel.path("targets"))
        .map(
            target ->
                new Query(
                    panel.path("title").asText(),
                    target.path("expr").asText(),
                    target.path("legendFormat").asText()));
  }

  static Stream<JsonNode> alerts() {
    return each(yaml("prometheus/alerts.yml").path("groups"))
        .flatMap(group -> each(group.path("rules")));
  }

  static String name(JsonNode alert) {
    return alert.path("alert").asText();
  }

  /** Returns the names of the alerts that fire in a test of promtool. */
  static Set<String> tested() {
    return each(yaml("prometheus/alerts_test.yml").path("tests"))
        .flatMap(test -> each(test.path("promql_expr_test")))
        .flatMap(expected -> each(expected.path("exp_samples")))
        .map(sample -> ALERT_NAME.matcher(sample.path("labels").asText()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  static JsonNode dashboard() {
    return json("grafana/dashboards/flightwatch.json");
  }

  /** Returns all panels; rows are panels without queries. */
  static Stream<JsonNode> panels() {
    return each(dashboard().path("panels"));
  }

  static String dataSource() {
    return yaml("grafana/datasources/prometheus.yml").at("/datasources/0/uid").asText();
  }

  static String page() {
    try {
      return Files.readString(HOME.resolve("docs/observe.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode yaml(String file) {
    return read(new YAMLMapper(), file);
  }

  private static JsonNode json(String file) {
    return read(new ObjectMapper(), file);
  }

  private static JsonNode read(ObjectMapper mapper, String file) {
    try {
      return mapper.readTree(FOLDER.resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
