package dev.flightwatch.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of Prometheus and Grafana in docker/observe. */
final class ObserveFiles {
  static final Path HOME = Path.of(System.getProperty("flightwatch.home"));

  private ObserveFiles() {}

  /** A query of an alert or a panel; promtool checks its syntax. */
  record Query(String where, String text) {
    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");
    private static final Pattern SERIES =
        Pattern.compile("\\b([a-z]\\w*_\\w*+|up|ALERTS)\\b(?!\\s*\\()(?:\\{([^}]*)})?");
    private static final Pattern CONDITION = Pattern.compile("(\\w+)[!=][=~]?\"([^\"]*)\"");

    /** Returns the selected series, each with its conditions on labels. */
    List<Map.Entry<String, Map<String, String>>> series() {
      return SERIES
          .matcher(GROUPING.matcher(text).replaceAll(""))
          .results()
          .map(found -> Map.entry(found.group(1), conditions(String.valueOf(found.group(2)))))
          .toList();
    }

    private static Map<String, String> conditions(String text) {
      return CONDITION
          .matcher(text)
          .results()
          .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    /** Returns the labels of groupings and joins. */
    List<String> grouping() {
      return GROUPING
          .matcher(text)
          .results()
          .flatMap(found -> Stream.of(found.group(1).split(", *")))
          .filter(label -> !label.isEmpty())
          .toList();
    }
  }

  static Stream<Query> queries() {
    return Stream.concat(
        alerts().map(alert -> query(alert.path("alert"), alert)),
        panels()
            .flatMap(panel -> each(panel.path("targets")).map(t -> query(panel.path("title"), t))));
  }

  private static Query query(JsonNode where, JsonNode owner) {
    return new Query(where.asText(), owner.path("expr").asText());
  }

  static Stream<JsonNode> alerts() {
    return each(read("prometheus/alerts.yml").path("groups"))
        .flatMap(group -> each(group.path("rules")));
  }

  /** Returns all panels; rows are panels without queries. */
  static Stream<JsonNode> panels() {
    return each(read("grafana/dashboards/flightwatch.json").path("panels"));
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Reads YAML, or JSON, which is YAML. */
  static JsonNode read(String file) {
    try {
      return new YAMLMapper().readTree(HOME.resolve("docker/observe").resolve(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
