package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.users.PasswordTries;
import dev.flightwatch.usermanager.users.PasswordTriesContract;
import dev.flightwatch.usermanager.users.PasswordTry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({VertxExtension.class, TestDatabases.class})
class PostgresPasswordTriesTest implements PasswordTriesContract {
  private TestDatabase database;
  private PostgresPasswordTries target;

  @BeforeEach
  void open(Vertx vertx, TestDatabase database) {
    this.database = database;
    target = new PostgresPasswordTries(database.migratedPool(vertx));
  }

  @Override
  public PasswordTries target() {
    return target;
  }

  /** Two tries with their keys in opposite orders would deadlock if they locked them as given. */
  @Test
  void triesShouldNotDeadlockWhenTheyShareKeys() {
    List<Future<?>> calls =
        IntStream.range(0, 100)
            .<Future<?>>mapToObj(
                i -> {
                  PasswordTry one = new PasswordTry("a".repeat(64), "b".repeat(64), NOW);
                  PasswordTry other = new PasswordTry("b".repeat(64), "a".repeat(64), NOW);
                  PasswordTry reserved = i % 2 == 0 ? one : other;
                  return target.reserve(reserved).compose(full -> target.giveBack(reserved));
                })
            .toList();

    Future.all(calls).await();

    assertThat(database.value("select sum(tries) from password_tries")).isEqualTo("0");
  }
}
