package dev.flightwatch.toolkit.config;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The values of a list of settings, read once when a verticle starts. In ascending precedence, a
 * value comes from the default, the verticle's JSON, the environment, or a system property. An
 * empty environment variable counts as not set, because container files pass unset variables on as
 * empty ones.
 */
public final class Config {
  private final Map<Setting<?>, Object> settingToValue;

  private Config(Map<Setting<?>, Object> settingToValue) {
    this.settingToValue = settingToValue;
  }

  /**
   * Reads and validates settings.
   *
   * @param json the configuration of the verticle; every key must be one of {@code settings}
   * @throws ConfigException with every problem
   */
  public static Config load(JsonObject json, Collection<Setting<?>> settings) {
    return load(json, System.getenv(), System.getProperties(), settings);
  }

  /**
   * Reads and validates settings; ignores other keys of the JSON.
   *
   * @throws ConfigException with every problem of these settings
   */
  public static Config loadAmong(JsonObject json, Collection<Setting<?>> settings) {
    JsonObject own = json.copy();
    own.fieldNames().retainAll(settings.stream().map(Setting::key).toList());
    return load(own, settings);
  }

  static Config load(
      JsonObject json,
      Map<String, String> env,
      Properties system,
      Collection<Setting<?>> settings) {
    Set<String> unknown = new TreeSet<>(json.fieldNames());
    settings.forEach(setting -> unknown.remove(setting.key()));
    String explanation = " in the configuration file is not a known key; see docs/configuration.md";
    List<String> problems = new ArrayList<>();
    unknown.forEach(key -> problems.add(key + explanation));
    Map<Setting<?>, Object> settingToValue = new LinkedHashMap<>();
    for (Setting<?> setting : settings) {
      String text = text(setting, json, env, system);
      try {
        settingToValue.put(setting, setting.reader().apply(text));
      } catch (IllegalArgumentException e) {
        problems.add(setting.variable() + " " + e.getMessage() + currentValue(setting, text));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Config(settingToValue);
  }

  private static String text(
      Setting<?> setting, JsonObject json, Map<String, String> env, Properties system) {
    String variable = env.getOrDefault(setting.variable(), "").strip();
    Object inFile = Objects.requireNonNullElse(json.getValue(setting.key()), setting.defaultText());
    String notProperty = variable.isEmpty() ? inFile.toString() : variable;
    return system.getProperty(setting.key(), notProperty).strip();
  }

  /** Shows no secret, no user information of a URL, and no line breaks. */
  private static String currentValue(Setting<?> setting, String text) {
    String shown = text.replaceAll("(?s).*@", "***@").replaceAll("\\p{Cntrl}", "?");
    return setting.secret() ? "" : " (it is \"" + shown + "\")";
  }

  /**
   * Returns the value of a setting.
   *
   * @throws NullPointerException when the setting was not loaded
   */
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    return (T) Objects.requireNonNull(settingToValue.get(setting), setting::key);
  }

  /** Returns whether the setting is one of those that were loaded. */
  public boolean has(Setting<?> setting) {
    return settingToValue.containsKey(setting);
  }

  /**
   * Validates combinations of values.
   *
   * @param rule returns the problems; empty when there are none
   * @throws ConfigException with the problems
   */
  public Config check(Function<Config, List<String>> rule) {
    List<String> problems = rule.apply(this);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return this;
  }
}
