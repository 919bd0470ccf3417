package dev.flightwatch.bench.row;

import dev.flightwatch.bench.program.Place;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.program.Programs;
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
 * The databases: those that are given, and embedded ones, which keep nothing, for those that are
 * not.
 *
 * @param postgresUrl as {@code DATABASE_URL}
 * @param mongoUrl as {@code MONGO_URL}
 * @param given those that are somebody's, by the name of their variable
 */
record Databases(String postgresUrl, String mongoUrl, List<String> given) {
  private static final Setting<Optional<String>> POSTGRES =
      Setting.secret("database_url", "PostgreSQL; not set: an embedded one.");
  private static final Setting<Optional<String>> MONGO =
      Setting.secret("mongo_url", "MongoDB; not set: an embedded one.");
  private static final int HEAP_MIB = 512;

  static Databases start(Programs programs, Place place) throws IOException {
    Config config = Config.load(new JsonObject(), List.of(POSTGRES, MONGO));
    Map<String, String> given = new TreeMap<>();
    config.get(POSTGRES).ifPresent(url -> given.put(POSTGRES.variable(), url));
    config.get(MONGO).ifPresent(url -> given.put(MONGO.variable(), url));
    Map<String, String> urls = new TreeMap<>(given);
    if (given.size() < 2) {
      Program program =
          programs.start(
              ProgramSpec.of("databases", StandaloneMain.class, "databases", "--ephemeral")
                  .with(given),
              place,
              HEAP_MIB);
      for (Setting<?> setting : List.of(POSTGRES, MONGO)) {
        urls.computeIfAbsent(
            setting.variable(),
            variable -> program.awaitPrinted("^" + variable + "=(.*)$").group(1));
      }
    }
    return new Databases(
        urls.get(POSTGRES.variable()), urls.get(MONGO.variable()), List.copyOf(given.keySet()));
  }

  boolean isMongoGiven() {
    return given.contains(MONGO.variable());
  }

  boolean isPostgresGiven() {
    return given.contains(POSTGRES.variable());
  }

  /** Without the addresses, which may hold passwords. */
  @Override
  public String toString() {
    return "Databases[given: " + given + "]";
  }
}
