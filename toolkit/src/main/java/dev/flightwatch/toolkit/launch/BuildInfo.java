package dev.flightwatch.toolkit.launch;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Version and commit of a build. The build is reproducible, so its time is the time of its commit.
 *
 * @param version the version of the project
 * @param commit the full commit id, followed by {@code -dirty} when files differ from it; {@code
 *     unknown} when the build had no repository
 * @param builtAt the commit time in ISO 8601 and UTC, or {@code unknown}
 */
public record BuildInfo(String version, String commit, String builtAt) {
  private static final BuildInfo THIS = read();

  public BuildInfo {
    requireNonNull(version);
    requireNonNull(commit);
    requireNonNull(builtAt);
  }

  /** Returns the build of this class. */
  public static BuildInfo ofThis() {
    return THIS;
  }

  private static BuildInfo read() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The resource build.properties cannot be read", e);
    }
    return of(properties);
  }

  /** Values that the build could not resolve are property names in braces. */
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

  /** Returns the response of {@code /info}. */
  public JsonObject toJson() {
    return JsonObject.of("version", version, "commit", commit, "built_at", builtAt);
  }
}
