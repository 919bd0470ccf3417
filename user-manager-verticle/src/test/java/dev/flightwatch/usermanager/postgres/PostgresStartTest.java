package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.launch.StartAttempts;
import dev.flightwatch.usermanager.testing.TestDatabase;
import dev.flightwatch.usermanager.testing.TestDatabases;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Starts against servers that cannot be used. */
@ExtendWith({VertxExtension.class, TestDatabases.class})
class PostgresStartTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://sara:geheim@127.0.0.1:1/users, 'Connection refused'",
    "postgresql://sara:geheim@nowhere.invalid:5432/users, 'unknown host: nowhere.invalid'",
    "postgresql://sara:geheim@SERVER, 'FATAL: password authentication failed for user \"sara\"'",
  })
  void migrationsShouldNameTheSameCauseInEachAttempt(
      String url, String reason, TestDatabase database, Vertx vertx) throws Exception {
    // given
    String address = url.replace("SERVER", database.url().replaceFirst(".*@", ""));
    PostgresOptions options =
        PostgresOptions.of(PostgresUrl.parse(URI.create(address)), 2, Duration.ofSeconds(10));

    for (int attempt = 0; attempt < 3; attempt++) {
      // when
      String message =
          new StartAttempts(1, Duration.ofMillis(1))
              .until(vertx, "PostgreSQL", "DATABASE_URL", new PostgresPool(vertx, options)::migrate)
              .map("started")
              .otherwise(Throwable::getMessage)
              .await(30, TimeUnit.SECONDS);

      // then
      assertThat(message)
          .contains("is unavailable after 1 attempts (" + reason)
          .hasLineCount(1)
          .doesNotContain("geheim");
    }
  }
}
