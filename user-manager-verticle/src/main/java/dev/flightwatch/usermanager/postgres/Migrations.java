package dev.flightwatch.usermanager.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.flywaydb.core.Flyway;

/** Migrates the tables to the state that this version needs, by Flyway. */
final class Migrations {
  /** The version of the last migration. */
  static final String LATEST = "3";

  static final String LOCATION = "dev/flightwatch/usermanager/migrations";

  /** Finds a row when no migration is left to run; fails when none has ever run. */
  static final String IS_CURRENT =
      "select from flyway_schema_history where version = '" + LATEST + "' and success";

  private Migrations() {}

  /** Runs the migrations that have not run yet, on a worker thread. */
  static Future<Void> run(Vertx vertx, PostgresOptions options) {
    return vertx
        .executeBlocking(
            () -> {
              migrateTo(LATEST, options);
              return null;
            },
            false)
        .mapEmpty();
  }

  /** Runs the migrations up to a version. Blocks. */
  static void migrateTo(String version, PostgresOptions options) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(options.jdbcUrl(), options.url().user(), options.url().password())
        .locations("classpath:" + LOCATION)
        .target(version)
        .connectRetries(0)
        .load()
        .migrate();
  }
}
