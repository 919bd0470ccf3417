package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.usermanager.testing.Eventually;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.users.PasswordTries;
import dev.flightwatch.usermanager.users.PasswordTriesContract;
import dev.flightwatch.usermanager.users.PasswordTry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith({VertxExtension.class, TestDatabases.class})
class PostgresPasswordTriesTest implements PasswordTriesContract {
  private Vertx vertx;
  private TestDatabase database;
  private PostgresPasswordTries target;

  @BeforeEach
  void open(Vertx vertx, TestDatabase database) {
    this.vertx = vertx;
    this.database = database;
    target = new PostgresPasswordTries(database.migratedPool(vertx));
  }

  @Override
  public PasswordTries target() {
    return target;
  }

  /** Statements that lock the keys in different orders could wait for each other. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void triesShouldLockTheirKeysInOrder(boolean reserves) throws SQLException {
    // given
    String first = "a".repeat(64);
    String second = "b".repeat(64);
    Map<String, Integer> keyToLimit = new LinkedHashMap<>();
    keyToLimit.put(second, 10);
    keyToLimit.put(first, 10);
    PasswordTry reversed = new PasswordTry(second, first, keyToLimit, NOW);
    database.execute(
        "insert into password_tries values ('%s', 1, '%s'), ('%s', 1, '%s')"
            .formatted(second, reversed.resetsAt(), first, reversed.resetsAt()));

    // when
    Future<?> waiting;
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select from password_tries where key = '" + first + "' for update");
      waiting = reserves ? target.reserve(reversed) : target.giveBack(reversed);
      Eventually.holds(vertx, database::hasWaitingStatement);
      statement.execute(
          "select from password_tries where key = '" + second + "' for update nowait");
      connection.commit();
    }

    // then
    waiting.await();
    assertThat(database.value("select string_agg(tries::text, ',') from password_tries"))
        .isEqualTo(reserves ? "2,2" : "0,0");
  }
}
