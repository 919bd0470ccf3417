package dev.flightwatch.usermanager.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;

/** Migrates the tables to the state that this version needs. Several processes may run it. */
public final class Migrations {
  /** The version of the last migration. */
  static final String LATEST = "3";

  static final String LOCATION = "dev/flightwatch/usermanager/migrations";

  private static final String IS_CURRENT =
      "select from flyway_schema_history where version = '" + LATEST + "' and success";

  private Migrations() {}

  /**
   * Runs the migrations that have not run yet, on a worker thread. When there are none, Flyway is
   * not loaded, which would take a third of the CPU time of a start.
   */
  public static Future<Void> run(Vertx vertx, PostgresOptions options) {
    return isCurrent(vertx, options)
        .compose(current -> current ? Future.succeededFuture() : migrate(vertx, options));
  }

  /** Whatever fails here fails in {@link #migrate} too, which reports it; or no table exists. */
  private static Future<Boolean> isCurrent(Vertx vertx, PostgresOptions options) {
    return PgConnection.connect(vertx, options.connect())
        .compose(
            connection ->
                connection
                    .query(IS_CURRENT)
                    .execute()
                    .map(rows -> rows.size() > 0)
                    .timeout(options.deadline().toMillis(), TimeUnit.MILLISECONDS)
                    .eventually(connection::close))
        .otherwise(false);
  }

  private static Future<Void> migrate(Vertx vertx, PostgresOptions options) {
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
