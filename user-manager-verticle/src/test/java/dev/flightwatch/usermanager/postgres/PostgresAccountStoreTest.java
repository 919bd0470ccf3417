package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.usermanager.accounts.AccountChange;
import dev.flightwatch.usermanager.accounts.AccountStore;
import dev.flightwatch.usermanager.accounts.AccountStoreContract;
import dev.flightwatch.usermanager.accounts.TokenAddition;
import dev.flightwatch.usermanager.testing.Eventually;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.users.User;
import dev.flightwatch.usermanager.users.UserStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith({VertxExtension.class, TestDatabases.class})
class PostgresAccountStoreTest implements AccountStoreContract {
  private static final String LOGIN =
      """
      insert into sessions (token_sha256, id, user_id, created_at, expires_at, extended_at)
      select sha256('s1'), gen_random_uuid(), id, now(), 'infinity', now() from users
      where password_hash = 'hash' for no key update""";

  private static final String CHANGE_PASSWORD =
      "update users set password_hash = 'new hash' where password_hash = 'hash'";

  private Vertx vertx;
  private TestDatabase database;
  private PostgresAccountStore target;
  private PostgresUserStore users;

  @BeforeEach
  void open(Vertx vertx, TestDatabase database) {
    this.vertx = vertx;
    this.database = database;
    PostgresPool pool = database.migratedPool(vertx);
    target = new PostgresAccountStore(pool);
    users = new PostgresUserStore(pool);
  }

  @Override
  public AccountStore target() {
    return target;
  }

  @Override
  public UserStore users() {
    return users;
  }

  /** Each operation begins while a transaction with the other one has not been committed. */
  @ParameterizedTest
  @CsvSource({
    "login, change, true",
    "change, login, false",
    "login, delete, true",
    "delete, login, false",
    "change, delete, false",
    "change, token, false"
  })
  void noAccessShouldRemainInWhateverOrderStatementsRun(
      String first, String second, boolean succeeds) throws SQLException {
    // given
    User ada = registered(ADA);
    if (second.equals("token")) {
      session(ada, "s0", NOW);
    }

    // when
    Future<Boolean> result;
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          switch (first) {
            case "login" -> LOGIN;
            case "change" -> CHANGE_PASSWORD + "; delete from sessions";
            default -> "delete from users";
          });
      result = start(second, ada);
      Eventually.holds(vertx, database::hasWaitingStatement);
      connection.commit();
    }

    // then
    assertThat(result.await()).isEqualTo(succeeds);
    assertThat(database.value("select count(*) from sessions")).isEqualTo("0");
    assertThat(database.value("select count(*) from tokens")).isEqualTo("0");
  }

  private Future<Boolean> start(String operation, User ada) {
    return switch (operation) {
      case "login" -> addSession(ada, "s1", NOW);
      case "change" ->
          target.update(
              ada.id(),
              AccountStoreContract.hash("none"),
              new AccountChange(null, null, ada.passwordHash(), NEW_HASH, true));
      case "token" -> addToken(ada, "s0", "t1").map(TokenAddition.ADDED::equals);
      default -> delete(ada);
    };
  }
}
