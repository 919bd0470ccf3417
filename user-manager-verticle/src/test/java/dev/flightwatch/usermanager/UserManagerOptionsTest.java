package dev.flightwatch.usermanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import dev.flightwatch.usermanager.outbox.RelayTimes;
import dev.flightwatch.usermanager.postgres.PostgresOptions;
import dev.flightwatch.usermanager.users.UserServiceOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UserManagerOptionsTest {
  private final Config config =
      UserManagerSettings.loadService(
          JsonObject.of("database_url", "postgresql://sara:geheim@127.0.0.1:5432/db"));

  @Test
  void postgresShouldHaveTheDocumentedDefaults() {
    PostgresOptions target = UserManagerOptions.postgres(config);

    assertThat(target)
        .isEqualTo(
            new PostgresOptions(
                target.url(), 16, 512, Duration.ofSeconds(5), Duration.ofSeconds(10)));
    assertThat(target.url().database()).isEqualTo("db");
  }

  @Test
  void relayTimesShouldHaveTheDocumentedDefaults() {
    assertThat(UserManagerOptions.relayTimes(config))
        .isEqualTo(
            new RelayTimes(
                Duration.ofSeconds(10),
                20,
                Duration.ofSeconds(2),
                Duration.ofSeconds(300),
                Duration.ofSeconds(5)));
  }

  @Test
  void usersShouldHaveTheDocumentedDefaults() {
    assertThat(UserManagerOptions.users(config))
        .isEqualTo(
            new UserServiceOptions(
                Duration.ofHours(24),
                Duration.ofSeconds(10),
                Duration.ofSeconds(600),
                1_000,
                10_000));
  }
}
