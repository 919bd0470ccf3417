package dev.flightwatch.standalone;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A response of {@code /metrics}, in Prometheus's text format. */
record Exposition(Map<String, String> nameToType, List<Sample> samples) {
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
  private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

  /** A line: the sample's name, such as {@code x_seconds_bucket}, its labels and its value. */
  record Sample(String name, Map<String, String> labels, double value) {
    /** Returns the name of its metric; the maximum of a histogram belongs to the histogram. */
    String metric(Set<String> types) {
      return types.contains(name) && !name.endsWith("_max")
          ? name
          : PART.matcher(name).replaceFirst("");
    }
  }

  static Exposition of(URI management) {
    return parse(Curl.get(management, "/metrics").text());
  }

  static Exposition parse(String text) {
    Map<String, String> nameToType =
        text.lines()
            .map(TYPE::matcher)
            .filter(Matcher::matches)
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    return new Exposition(
        nameToType,
        text.lines().filter(line -> !line.startsWith("#")).map(Exposition::sample).toList());
  }

  private static Sample sample(String line) {
    Matcher found = SAMPLE.matcher(line);
    if (!found.matches()) {
      throw new AssertionError("not a sample: " + line);
    }
    String labels = found.group(2) == null ? "" : found.group(2);
    if (!LABEL.matcher(labels).replaceAll("").isEmpty()) {
      throw new AssertionError("not labels: " + line);
    }
    return new Sample(
        found.group(1),
        LABEL
            .matcher(labels)
            .results()
            .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2))),
        Double.parseDouble(found.group(3).replace("Inf", "Infinity")));
  }

  /** Returns the names of the metrics. */
  Set<String> metrics() {
    return samples.stream()
        .map(sample -> sample.metric(nameToType.keySet()))
        .collect(Collectors.toSet());
  }

  /** Returns the sum of all samples with this name and these labels, among others. */
  double sum(String name, Map<String, String> labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
        .mapToDouble(Sample::value)
        .sum();
  }
}
