package dev.flightwatch.toolkit.config;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values of a set of settings, read once at a verticle's border. Built-in defaults are
 * overridden by the verticle's JSON, that by the environment, that by system properties. An empty
 * environment variable counts as not set, since that is how container files pass one on.
 */
public final class Config {
  private final Map<Setting<?>, Object> settingToValue;

  private Config(Map<Setting<?>, Object> settingToValue) {
    this.settingToValue = settingToValue;
  }

  /**
   * Reads and checks all settings of a service.
   *
   * @throws ConfigException with every problem at once, unknown keys of the JSON among them
   */
  public static Config load(JsonObject json, Collection<Setting<?>> settings) {
    return load(json, System.getenv(), System.getProperties(), settings);
  }

  /**
   * The same for settings out of a configuration that has other keys too, which are left alone.
   *
   * @throws ConfigException with every problem of these settings at once
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
    List<String> problems = new ArrayList<>(unknownKeys(json, settings));
    Map<Setting<?>, Object> settingToValue = new LinkedHashMap<>();
    for (Setting<?> setting : settings) {
      String text = text(setting, json, env, system);
      try {
        settingToValue.put(setting, setting.reader().apply(text));
      } catch (IllegalArgumentException e) {
        problems.add(setting.variable() + " " + e.getMessage() + shown(setting, text));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Config(settingToValue);
  }

  private static List<String> unknownKeys(JsonObject json, Collection<Setting<?>> settings) {
    Set<String> unknown = new TreeSet<>(json.fieldNames());
    settings.forEach(setting -> unknown.remove(setting.key()));
    return unknown.stream()
        .map(key -> key + " in the configuration file is not a key; see docs/configuration.md")
        .toList();
  }

  private static String text(
      Setting<?> setting, JsonObject json, Map<String, String> env, Properties system) {
    String property = system.getProperty(setting.key());
    if (property != null) {
      return property.strip();
    }
    String variable = env.get(setting.variable());
    if (variable != null && !variable.isBlank()) {
      return variable.strip();
    }
    Object fromFile = json.getValue(setting.key());
    return fromFile == null ? setting.defaultText() : fromFile.toString().strip();
  }

  private static String shown(Setting<?> setting, String text) {
    return setting.secret() ? "" : " (it is \"" + harmless(text) + "\")";
  }

  /** Without the user information of an address, and on one line. */
  private static String harmless(String text) {
    return text.replaceAll("(?s).*@", "***@").replaceAll("\\p{Cntrl}", "?");
  }

  /** The value of a setting that was loaded. */
  @SuppressWarnings("unchecked")
  public <T> T get(Setting<T> setting) {
    if (!settingToValue.containsKey(setting)) {
      throw new IllegalArgumentException(setting.key() + " is not among the loaded settings");
    }
    return (T) settingToValue.get(setting);
  }

  /**
   * Checks what no single key can say.
   *
   * @throws ConfigException with what the rule returns, unless that is empty
   */
  public Config check(Function<Config, List<String>> rule) {
    List<String> problems = rule.apply(this);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return this;
  }

  /** All values, secrets masked. */
  @Override
  public String toString() {
    return settingToValue.entrySet().stream()
        .map(
            e ->
                e.getKey().key()
                    + "="
                    + (e.getKey().secret() ? "***" : harmless(String.valueOf(e.getValue()))))
        .collect(Collectors.joining(", "));
  }
}
