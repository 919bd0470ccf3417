package dev.flightwatch.usermanager.postgres;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Translates the driver's failures into failures of the service. */
final class PostgresFailures {
  /**
   * SQLSTATE classes: connection, resources, intervention, system, role, rollback; then an ended
   * idle transaction, and a lock that was not available.
   */
  private static final List<String> UNAVAILABLE =
      List.of("08", "53", "57", "58", "28", "3D", "40", "25P03", "55P03");

  private PostgresFailures() {}

  static ServiceException translate(Throwable failure) {
    if (failure instanceof ServiceException known) {
      return known;
    }
    if (failure instanceof ConnectionPoolTooBusyException) {
      return ServiceException.of(
          ErrorKind.OVERLOADED, "overloaded", "Too many requests; try again in a moment.", failure);
    }
    if (failure instanceof PgException refusal) {
      return translate(refusal);
    }
    return failure instanceof IOException
            || failure instanceof VertxException
            || failure instanceof TimeoutException
        ? unavailable(failure)
        : ServiceException.from(failure);
  }

  private static ServiceException translate(PgException refusal) {
    String state = String.valueOf(refusal.getSqlState());
    if (UNAVAILABLE.stream().anyMatch(state::startsWith)) {
      return unavailable(refusal);
    }
    // The server's message may quote stored values, which must not be logged.
    return ServiceException.from(
        new IllegalStateException(
            "PostgreSQL refused a statement: SQLSTATE %s, table %s, constraint %s"
                .formatted(state, refusal.getTable(), refusal.getConstraint())));
  }

  private static ServiceException unavailable(Throwable cause) {
    return ServiceException.of(
        ErrorKind.UNAVAILABLE,
        "database_away",
        "The database is unavailable; try again later.",
        cause);
  }
}
