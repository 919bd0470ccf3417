package dev.flightwatch.bench.scenario;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonArray;
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

  private static final JsonObject DROP = new JsonObject().put("dropDatabase", 1);

  private final DatabaseCommands commands;
  private final BenchDatabases databases;

  BenchCleanup(DatabaseCommands commands, BenchDatabases databases) {
    this.commands = requireNonNull(commands);
    this.databases = requireNonNull(databases);
  }

  /**
   * Removes the data of an interrupted run. The collections that the services read are emptied, not
   * deleted: another server that is compared can already have created its indexes.
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
    removeUsers();
    if (databases.isMongoGiven()) {
      empty(READS);
      drop();
    }
  }

  /** Removes the data of this run. */
  void remove() throws Exception {
    removeUsers();
    if (databases.isMongoGiven()) {
      drop();
      commands.mongo(READS, "dropDatabase", DROP);
    }
  }

  private void removeUsers() throws Exception {
    if (databases.isPostgresGiven()) {
      commands.sql("drop table if exists bench_users");
      for (String table : List.of("users", "registration_requests")) {
        if (exists(table)) {
          commands.sql("delete from " + table + " where email like '%" + DOMAIN + "'");
        }
      }
    }
  }

  /** Deletes the databases that only the benchmarks use. */
  private void drop() throws Exception {
    List<String> names = new ArrayList<>(List.of(SAVES, COLLECTION));
    ScaleScenario.SIZES.forEach(size -> names.add(SCALE + size));
    for (String name : names) {
      commands.mongo(name, "dropDatabase", DROP);
    }
  }

  private void empty(String name) throws Exception {
    JsonObject collections =
        commands.mongo(name, "listCollections", new JsonObject().put("listCollections", 1));
    JsonObject all = new JsonObject().put("q", new JsonObject()).put("limit", 0);
    for (Object collection : collections.getJsonObject("cursor").getJsonArray("firstBatch")) {
      JsonObject delete =
          new JsonObject()
              .put("delete", ((JsonObject) collection).getString("name"))
              .put("deletes", new JsonArray().add(all));
      commands.mongo(name, "delete", delete);
    }
  }

  private boolean exists(String table) throws Exception {
    return commands.sql("select count(to_regclass('" + table + "'))") == 1;
  }
}
