package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.users.User;
import dev.flightwatch.usermanager.users.UserStore;
import dev.flightwatch.usermanager.users.UserStoreContract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({VertxExtension.class, TestDatabases.class})
class PostgresUserStoreTest implements UserStoreContract {
  private TestDatabase database;
  private PostgresUserStore target;

  @BeforeEach
  void open(Vertx vertx, TestDatabase database) {
    this.database = database;
    target = new PostgresUserStore(database.migratedPool(vertx));
  }

  @Override
  public UserStore target() {
    return target;
  }

  @Test
  void deleteShouldAddDeletionToOutboxAndEraseRecord() {
    // given
    User user = registered("r1", ADA);

    // when
    delete(user).await();

    // then
    assertThat(database.value("select user_id from deletion_outbox where refusals = 0"))
        .isEqualTo(user.id().toString());
    assertThat(
            database.value("select num_nonnulls(email, password_hash) from registration_requests"))
        .isEqualTo("0");
  }

  @Test
  void registerShouldTakeEffectWhollyBeforeOrAfterConcurrentDeletion() {
    IntStream.range(0, 30).forEach(this::raceRegistrationWithDeletion);
  }

  /** In every order, a record that is not gone belongs to an existing user. */
  private void raceRegistrationWithDeletion(int round) {
    // given
    User user = registered("first-" + round, ADA);

    // when
    Future.all(register("a-" + round, ADA), delete(user), register("b-" + round, ADA)).await();

    // then
    String completed = database.value("select count(*) from registration_requests where not gone");
    assertThat(user(ADA).isPresent())
        .as("round %s: completed records %s", round, completed)
        .isEqualTo(!completed.equals("0"));
    database.execute("delete from users; delete from registration_requests");
  }
}
