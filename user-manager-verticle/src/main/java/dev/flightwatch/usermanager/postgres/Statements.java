package dev.flightwatch.usermanager.postgres;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Executes single SQL statements, whose values may be instants, addresses and hashes of tokens. */
final class Statements {
  private Statements() {}

  /** Returns the number of rows that the statement changed. */
  static Future<Integer> update(SqlConnection connection, String sql, Object... values) {
    return connection.preparedQuery(sql).execute(bound(values)).map(SqlResult::rowCount);
  }

  /** Returns the rows of the result. */
  static <T> Future<List<T>> query(
      SqlConnection connection, Function<Row, T> read, String sql, Object... values) {
    return connection
        .preparedQuery(sql)
        .collecting(mapping(read, toList()))
        .execute(bound(values))
        .map(SqlResult::value);
  }

  private static Tuple bound(Object... values) {
    return Tuple.from(Stream.of(values).map(Statements::bound).toList());
  }

  private static Object bound(Object value) {
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    if (value instanceof TokenHash token) {
      return Buffer.buffer(token.bytes());
    }
    return value instanceof EmailAddress email ? email.value() : value;
  }
}
