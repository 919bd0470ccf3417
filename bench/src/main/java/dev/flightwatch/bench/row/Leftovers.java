package dev.flightwatch.bench.row;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run leaves in databases that are somebody's: it works in MongoDB databases of its own, and
 * on users of its own, and removes them.
 */
final class Leftovers {
  static final String READS = "flightwatch_bench";
  static final String SAVES = "flightwatch_bench_saves";
  static final String COLLECTION = "flightwatch_bench_collection";
  static final String SCALE = "flightwatch_bench_scale_";

  /** The domain of all addresses that a run registers. */
  static final String DOMAIN = "@bench.invalid";

  private final DatabaseCommands commands;
  private final Databases databases;

  Leftovers(DatabaseCommands commands, Databases databases) {
    this.commands = requireNonNull(commands);
    this.databases = requireNonNull(databases);
  }

  /**
   * Removes what a run that was cut off has left.
   *
   * @throws IllegalStateException when there are users of others: a benchmark is no neighbour
   */
  void removeBefore() throws Exception {
    if (databases.isPostgresGiven()
        && exists("users")
        && commands.sql("select count(*) from users where email not like '%" + DOMAIN + "'") > 0) {
      throw new IllegalStateException(
          "DATABASE_URL names a database that has users; give the benchmark one of its own");
    }
    remove();
  }

  /** Removes what this run has made. */
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
