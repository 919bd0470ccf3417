package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.program.CpuPlacement;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramRunner;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.standalone.StandaloneMain;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The databases of a run: those named by {@code DATABASE_URL} and {@code MONGO_URL}, or ephemeral
 * embedded ones.
 *
 * @param given the variables that are set
 */
record BenchDatabases(String postgresUrl, String mongoUrl, List<String> given) {
  private static final Setting<Optional<String>> POSTGRES =
      Setting.secret("database_url", "URL of PostgreSQL. Not set: an embedded PostgreSQL.");
  private static final Setting<Optional<String>> MONGO =
      Setting.secret(
          "mongo_url", "URL of MongoDB. Not set: the embedded MongoDB-compatible server.");
  private static final int HEAP_MIB = 512;

  static BenchDatabases start(ProgramRunner programs, CpuPlacement placement) throws IOException {
    Map<String, String> given = givenUrls();
    Map<String, String> urls = new TreeMap<>(given);
    if (given.size() < 2) {
      Program program =
          programs.start(
              ProgramSpec.of("databases", StandaloneMain.class, "databases", "--ephemeral")
                  .with(given),
              placement,
              HEAP_MIB);
      for (Setting<?> setting : List.of(POSTGRES, MONGO)) {
        urls.computeIfAbsent(
            setting.variable(),
            variable -> program.awaitOutput("^" + variable + "=(.*)$").group(1));
      }
    }
    return new BenchDatabases(
        urls.get(POSTGRES.variable()), urls.get(MONGO.variable()), List.copyOf(given.keySet()));
  }

  private static Map<String, String> givenUrls() {
    Config config = Config.load(new JsonObject(), List.of(POSTGRES, MONGO));
    Map<String, String> given = new TreeMap<>();
    config.get(POSTGRES).ifPresent(url -> given.put(POSTGRES.variable(), url));
    config.get(MONGO).ifPresent(url -> given.put(MONGO.variable(), url));
    return given;
  }

  /**
   * Verifies that both databases are given.
   *
   * @throws IllegalArgumentException if one is not
   */
  static void requireBothGiven() {
    if (givenUrls().size() < 2) {
      throw new IllegalArgumentException(
          "--against needs DATABASE_URL and MONGO_URL, the databases that the other server uses");
    }
  }

  boolean isMongoGiven() {
    return given.contains(MONGO.variable());
  }

  boolean isPostgresGiven() {
    return given.contains(POSTGRES.variable());
  }

  /** Omits the URLs, which can contain passwords. */
  @Override
  public String toString() {
    return "Databases[given: " + given + "]";
  }
}
