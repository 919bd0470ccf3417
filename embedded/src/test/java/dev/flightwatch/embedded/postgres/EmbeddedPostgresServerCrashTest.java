package dev.flightwatch.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.embedded.EmbeddedServerException;
import dev.flightwatch.testkit.ServerProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresServerCrashTest {
  @TempDir static Path folder;

  @Test
  void startShouldFindAllAcknowledgedWritesAndStopTheOrphanWhenItsProcessWasKilled()
      throws Exception {
    // given
    try (var process = ServerProcess.start(PostgresProcess.class, folder);
        var orphan = new PostgresClient(process.url())) {
      orphan.run("CREATE TABLE acknowledged (number int)");
      for (int number = 0; number < 200; number++) {
        orphan.run("INSERT INTO acknowledged VALUES (%d)".formatted(number));
      }
      process.kill();
      assertThat(orphan.run("SELECT 1")).isEqualTo(1);

      // when
      try (var target = EmbeddedPostgresServer.start(folder);
          var client = new PostgresClient(target.url())) {
        // then
        assertThat(client.run("SELECT count(DISTINCT number) FROM acknowledged")).isEqualTo(200L);
        assertThatThrownBy(() -> orphan.run("SELECT 1")).isNotNull();
      }
    }
  }

  @Test
  void startShouldFailAndChangeNothingWhenAnotherProcessUsesTheFolder() throws Exception {
    try (var process = ServerProcess.start(PostgresProcess.class, folder);
        var client = new PostgresClient(process.url())) {
      // when, then
      assertThatThrownBy(() -> EmbeddedPostgresServer.start(folder))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("in use by another process");
      assertThat(client.run("SELECT 1")).isEqualTo(1);

      process.kill();
      EmbeddedPostgresServer.start(folder).close();
    }
  }
}
