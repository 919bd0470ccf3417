package dev.flightwatch.usermanager.testing;

import dev.flightwatch.usermanager.postgres.PostgresOptions;
import dev.flightwatch.usermanager.postgres.PostgresPool;
import dev.flightwatch.usermanager.postgres.PostgresUrl;
import io.vertx.core.Vertx;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A test's database, accessed by JDBC. */
public record TestDatabase(String url) {

  /** Migrates the database and returns connections to it. */
  public PostgresPool migratedPool(Vertx vertx) {
    PostgresOptions options =
        PostgresOptions.of(PostgresUrl.parse(URI.create(url)), 8, Duration.ofSeconds(60));
    PostgresPool pool = new PostgresPool(vertx, options);
    pool.migrate().await();
    return pool;
  }

  public void execute(String sql) {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the single value of a query, as text. */
  public String value(String sql) {
    try (Connection connection = open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns whether a statement waits for a lock of another one. */
  public boolean hasWaitingStatement() {
    return !value(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                + " and datname = current_database()")
        .equals("0");
  }

  public Connection open() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:" + url.replaceFirst("//(.*):(.*)@(.*)", "//$3?user=$1&password=$2"));
  }
}
