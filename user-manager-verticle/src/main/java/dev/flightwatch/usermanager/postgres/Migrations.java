package dev.flightwatch.usermanager.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.flywaydb.core.Flyway;

/** Migrates the tables to the state that this version needs. Several processes may run it. */
public final class Migrations {
  private Migrations() {}

  /** Runs the migrations that have not run yet, on a worker thread. */
  public static Future<Void> run(Vertx vertx, PostgresOptions options) {
    return vertx
        .executeBlocking(
            () ->
                Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(options.jdbcUrl(), options.url().user(), options.url().password())
                    .locations("classpath:dev/flightwatch/usermanager/migrations")
                    .connectRetries(0)
                    .load()
                    .migrate(),
            false)
        .mapEmpty();
  }
}
