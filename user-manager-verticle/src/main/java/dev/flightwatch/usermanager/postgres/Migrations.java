package dev.flightwatch.usermanager.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** Migrates the tables to the state that this version needs. Several processes may run it. */
public final class Migrations {
  private static final String LOCATION = "classpath:dev/flightwatch/usermanager/migrations";

  /** Timeout of one statement in production. */
  public static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(60);

  private Migrations() {}

  /**
   * Runs the migrations that have not run yet, on a worker thread.
   *
   * @param timeout of one statement
   */
  public static Future<Void> run(Vertx vertx, PostgresOptions options, Duration timeout) {
    return vertx
        .executeBlocking(
            () ->
                Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(
                        options.jdbcUrl(timeout), options.url().user(), options.url().password())
                    .locations(LOCATION)
                    .connectRetries(0)
                    .load()
                    .migrate(),
            false)
        .mapEmpty();
  }
}
