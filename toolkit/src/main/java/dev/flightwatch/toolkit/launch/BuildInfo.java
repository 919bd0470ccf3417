package dev.flightwatch.toolkit.launch;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What was built. The build can be repeated bit by bit, so its time is that of its commit.
 *
 * @param version the project's
 * @param commit the commit's full id, with {@code -dirty} where files differed from it; {@code
 *     unknown} where the build had no repository
 * @param builtAt the commit's time, in ISO 8601 and UTC; {@code unknown} as well
 */
public record BuildInfo(String version, String commit, String builtAt) {
  private static final BuildInfo THIS = read();

  public BuildInfo {
    requireNonNull(version);
    requireNonNull(commit);
    requireNonNull(builtAt);
  }

  /** Of the build that this class is from. */
  public static BuildInfo ofThis() {
    return THIS;
  }

  private static BuildInfo read() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("build.properties cannot be read", e);
    }
    return of(properties);
  }

  /** What the build did not know stands in the file as the name of a property, in braces. */
  static BuildInfo of(Properties properties) {
    String commit = known(properties, "commit");
    boolean dirty = Boolean.parseBoolean(known(properties, "dirty"));
    return new BuildInfo(
        known(properties, "version"),
        dirty ? commit + "-dirty" : commit,
        known(properties, "built_at"));
  }

  private static String known(Properties properties, String key) {
    String value = properties.getProperty(key, "");
    return value.isBlank() || value.startsWith("${") ? "unknown" : value;
  }

  /** As {@code /info} shows it. */
  public JsonObject toJson() {
    return JsonObject.of("version", version, "commit", commit, "built_at", builtAt);
  }
}
