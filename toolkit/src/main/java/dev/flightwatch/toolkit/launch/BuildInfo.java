package dev.flightwatch.toolkit.launch;

import io.vertx.core.json.JsonObject;
import java.util.ResourceBundle;

/**
 * Version and commit of a build. The build is reproducible, so its time is the time of its commit.
 *
 * @param version the version of the project
 * @param commit the full commit id, followed by {@code -dirty} when files differ from it; {@code
 *     unknown} when the build had no repository
 * @param builtAt the commit time in ISO 8601 and UTC, or {@code unknown}
 */
public record BuildInfo(String version, String commit, String builtAt) {
  /** Returns the build of this class. */
  public static BuildInfo ofThis() {
    return of(ResourceBundle.getBundle(BuildInfo.class.getPackageName() + ".build"));
  }

  /** Values that the build could not resolve are property names in braces. */
  static BuildInfo of(ResourceBundle properties) {
    String dirty = known(properties, "dirty").equals("true") ? "-dirty" : "";
    return new BuildInfo(
        known(properties, "version"),
        known(properties, "commit") + dirty,
        known(properties, "built_at"));
  }

  private static String known(ResourceBundle properties, String key) {
    String value = properties.getString(key);
    return value.isBlank() || value.startsWith("${") ? "unknown" : value;
  }

  /** Returns the response of {@code /info}. */
  public JsonObject toJson() {
    return JsonObject.of("version", version, "commit", commit, "built_at", builtAt);
  }
}
