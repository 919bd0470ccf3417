package dev.flightwatch.toolkit.config;

import java.util.List;

/** The configuration is invalid. The message has one line per problem. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems), null, false, false);
  }

  /** Returns the problems. Each is one line that names the variable and the valid values. */
  public List<String> problems() {
    return getMessage().lines().toList();
  }
}
