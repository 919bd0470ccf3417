package dev.flightwatch.usermanager.postgres;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Turns the driver's failures into ours. */
final class PostgresFailures {
  // Connections, resources, intervention, system, roles, and work that may be repeated as it is.
  private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57", "58", "28", "3D", "40");
  private static final Set<String> AWAY_STATES = Set.of("25P03", "55P03");

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
        ? away(failure)
        : ServiceException.from(failure);
  }

  private static ServiceException translate(PgException refusal) {
    String state = String.valueOf(refusal.getSqlState());
    if (AWAY_STATES.contains(state)
        || AWAY_CLASSES.contains(state.substring(0, Math.min(2, state.length())))) {
      return away(refusal);
    }
    // The server's own words may quote what was stored, and the log must not.
    return ServiceException.from(
        new IllegalStateException(
            "PostgreSQL refused a statement: SQLSTATE %s, table %s, constraint %s"
                .formatted(state, refusal.getTable(), refusal.getConstraint())));
  }

  private static ServiceException away(Throwable cause) {
    return ServiceException.of(
        ErrorKind.UNAVAILABLE,
        "database_away",
        "The database cannot be reached now; try again later.",
        cause);
  }
}
