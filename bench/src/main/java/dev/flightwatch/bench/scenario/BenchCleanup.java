package dev.flightwatch.bench.scenario;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes the data of runs from databases that are not embedded. A run uses MongoDB databases and
 * users of its own.
 */
final class BenchCleanup {
  static final String READS = "flightwatch_bench";
  static final String SAVES = "flightwatch_bench_saves";
  static final String COLLECTION = "flightwatch_bench_collection";
  static final String SCALE = "flightwatch_bench_scale_";

  /** The domain of the e-mail addresses that a run registers. */
  static final String DOMAIN = "@bench.invalid";

  private final DatabaseCommands commands;
  private final BenchDatabases databases;

  BenchCleanup(DatabaseCommands commands, BenchDatabases databases) {
    this.commands = requireNonNull(commands);
    this.databases = requireNonNull(databases);
  }

  /**
   * Removes the data of an interrupted run.
   *
   * @throws IllegalStateException if the database has other users, whom a benchmark would disturb
   */
  void removeBefore() throws Exception {
    if (databases.isPostgresGiven()
        && exists("users")
        && commands.sql("select count(*) from users where email not like '%" + DOMAIN + "'") > 0) {
      throw new IllegalStateException(
          "DATABASE_URL names a database with users; use a separate database for the benchmarks");
    }
    remove();
  }

  /** Removes the data of this run. */
  void remove() throws Exception {
    if (databases.isPostgresGiven()) {
      commands.sql("drop table if exists bench_users");
      for (String table : List.of("users", "registration_requests")) {
        if (exists(table)) {
          commands.sql("delete from " + table + " where email like '%" + DOMAIN + "'");
        }
      }
    }
    if (databases.isMongoGiven()) {
      List<String> names = new ArrayList<>(List.of(READS, SAVES, COLLECTION));
      ScaleScenario.SIZES.forEach(size -> names.add(SCALE + size));
      for (String name : names) {
        commands.mongo(name, "dropDatabase", new JsonObject().put("dropDatabase", 1));
      }
    }
  }

  private boolean exists(String table) throws Exception {
    return commands.sql("select count(to_regclass('" + table + "'))") == 1;
  }
}
