package dev.flightwatch.usermanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.testing.RunningUserManager;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import dev.flightwatch.usermanager.testing.UsersCaller;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({VertxExtension.class, TestDatabases.class})
class PasswordResetTest {
  private static final EmailAddress ADA = new EmailAddress("ada@example.com");

  @Test
  void runShouldReplacePasswordAndEndSessionsWhileUserManagerRuns(
      Vertx vertx, TestDatabase database) {
    // given
    JsonObject keys = JsonObject.of("database_url", database.url());
    UsersCaller users = RunningUserManager.start(vertx, keys).users();
    users.register("r1", UsersCaller.ada()).await();
    String session = users.login("correct horse").await().bodyAsJsonObject().getString("token");

    // when
    boolean unknown =
        PasswordReset.run(vertx, keys, new EmailAddress("bob@example.com"), "new password").await();
    boolean known = PasswordReset.run(vertx, keys, ADA, "new password").await();

    // then
    assertThat(unknown).isFalse();
    assertThat(known).isTrue();
    assertThat(
            users
                .send(HttpMethod.GET, "/users/me", UsersCaller.bearer(session), null)
                .await()
                .statusCode())
        .isEqualTo(401);
    assertThat(users.login("correct horse").await().statusCode()).isEqualTo(401);
    assertThat(users.login("new password").await().statusCode()).isEqualTo(201);
    assertThatThrownBy(() -> PasswordReset.run(vertx, keys, ADA, "short").await())
        .isInstanceOf(ServiceException.class);
  }
}
