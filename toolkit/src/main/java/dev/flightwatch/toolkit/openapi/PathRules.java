package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.error.FieldError;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and validates the path parameters of an operation, each a whole segment of the path. */
final class PathRules {
  private final Map<Integer, ParameterRule> segmentToRule = new HashMap<>();

  /**
   * @param template the operation's path in the document
   */
  PathRules(String template, List<ParameterRule> rules) {
    List<String> segments = Arrays.asList(template.split("/"));
    for (ParameterRule rule : rules) {
      int segment = segments.indexOf("{" + rule.name() + "}");
      if (segment < 0) {
        throw new IllegalArgumentException(
            "parameter " + rule.name() + " must be a whole segment of " + template);
      }
      segmentToRule.put(segment, rule);
    }
  }

  /** Returns the number of parameters. */
  int size() {
    return segmentToRule.size();
  }

  /**
   * Returns the values by name, and adds an error for each invalid one; fails with INVALID when a
   * value is not well encoded.
   *
   * @param path a path that the template matches, still percent-encoded
   */
  Map<String, String> read(String path, List<FieldError> errors) {
    if (segmentToRule.isEmpty()) {
      return Map.of();
    }
    String[] segments = path.split("/");
    Map<String, String> values = new HashMap<>();
    segmentToRule.forEach(
        (segment, rule) -> {
          String literalPlus = segments[segment].replace("+", "%2B");
          rule.read(List.of(QueryString.decode(literalPlus, rule.name())), values, errors);
        });
    return values;
  }
}
