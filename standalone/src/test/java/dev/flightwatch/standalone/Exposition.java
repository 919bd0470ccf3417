package dev.flightwatch.standalone;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A response of {@code /metrics}, in Prometheus's text format. */
record Exposition(Map<String, String> nameToType, List<Sample> samples) {
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  /**
   * A line.
   *
   * @param metric the metric that it belongs to
   * @param name the name of the sample, such as {@code x_seconds_bucket}
   */
  record Sample(String metric, String name, Map<String, String> labels, double value) {}

  static Exposition of(URI management) {
    String text = Curl.get(management, "/metrics").text();
    Map<String, String> nameToType =
        text.lines()
            .map(TYPE::matcher)
            .filter(Matcher::matches)
            .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    return new Exposition(
        nameToType,
        text.lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> sample(line, nameToType))
            .toList());
  }

  private static Sample sample(String line, Map<String, String> nameToType) {
    Matcher found = SAMPLE.matcher(line);
    if (!found.matches()) {
      throw new AssertionError("not a sample: " + line);
    }
    String name = found.group(1);
    // The maximum of a histogram belongs to the histogram.
    boolean isMetric = nameToType.containsKey(name) && !name.endsWith("_max");
    return new Sample(
        isMetric ? name : name.replaceFirst("_(bucket|count|sum|max)$", ""),
        name,
        LABEL
            .matcher(String.valueOf(found.group(2)))
            .results()
            .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2))),
        Double.parseDouble(found.group(3).replace("Inf", "Infinity")));
  }
}
