package dev.flightwatch.toolkit.config;

import java.util.List;

/** Everything that is wrong with the configuration, one line each, at once. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** One line a problem; each names the variable and says what to do, and shows no secret. */
  public List<String> problems() {
    return problems;
  }
}
