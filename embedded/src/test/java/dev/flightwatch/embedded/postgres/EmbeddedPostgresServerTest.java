package dev.flightwatch.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.embedded.EmbeddedServerException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresServerTest {
  // Shared, because initialising a database cluster takes longer than everything else here.
  @TempDir static Path folder;

  @Test
  void startShouldListenOnLoopbackAndBeDurable() throws Exception {
    try (var target = EmbeddedPostgresServer.start(folder);
        var client = new PostgresClient(target.url())) {
      assertThat(client.run("SHOW fsync")).isEqualTo("on");
      assertThat(client.run("SHOW synchronous_commit")).isEqualTo("on");
      assertThat(client.run("SHOW full_page_writes")).isEqualTo("on");
      assertThat(client.run("SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(client.run("SHOW unix_socket_directories")).isEqualTo("");
    }
  }

  @Test
  void startShouldFindTheDataWhenItWasClosed() throws Exception {
    // given
    try (var first = EmbeddedPostgresServer.start(folder);
        var client = new PostgresClient(first.url())) {
      client.run("CREATE TABLE kept AS SELECT 42 AS number");
    }

    // when
    try (var target = EmbeddedPostgresServer.start(folder);
        var client = new PostgresClient(target.url())) {
      // then
      assertThat(client.run("SELECT number FROM kept")).isEqualTo(42);
    }
  }

  @Test
  void startShouldReportTheErrorOfPostgresqlWhenTheDataIsCorrupt() throws Exception {
    // given
    EmbeddedPostgresServer.start(folder).close();
    Path version = folder.resolve("data/PG_VERSION");
    String original = Files.readString(version);
    Files.writeString(version, "9.6\n");

    // when, then
    assertThatThrownBy(() -> EmbeddedPostgresServer.start(folder))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessage(
            "PostgreSQL cannot start in %s: database files are incompatible with server"
                .formatted(folder.toRealPath()));
    Files.writeString(version, original);
  }

  @Test
  void startShouldInitialiseAgainWhenTheInitialisationWasInterrupted(@TempDir Path cutShort)
      throws Exception {
    // given
    Files.createDirectories(cutShort.resolve("initialising/base"));

    // when
    try (var target = EmbeddedPostgresServer.start(cutShort);
        var client = new PostgresClient(target.url())) {
      // then
      assertThat(client.run("SELECT 1")).isEqualTo(1);
    }
  }

  @Test
  void startShouldSucceedWhenAnotherProgramHasTheProcessIdOfTheKilledServer() throws Exception {
    // given
    EmbeddedPostgresServer.start(folder).close();
    Process other = new ProcessBuilder("sleep", "60").start();
    Files.writeString(
        folder.resolve("data/postmaster.pid"), "%d%n%s/data%n".formatted(other.pid(), folder));

    // when
    try (var target = EmbeddedPostgresServer.start(folder);
        var client = new PostgresClient(target.url())) {
      // then
      assertThat(client.run("SELECT 1")).isEqualTo(1);
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroy();
    }
  }

  @Test
  void closeShouldLeaveNothingRunning() throws Exception {
    // given
    EmbeddedPostgresServer target = EmbeddedPostgresServer.start(folder);
    int port = URI.create(target.url()).getPort();

    // when
    target.close();
    target.close();

    // then
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
    assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  void closeShouldDeleteTheDataWhenItIsEphemeral() throws Exception {
    // given
    EmbeddedPostgresServer target = EmbeddedPostgresServer.startEphemeral();
    Path data;
    try (var client = new PostgresClient(target.url())) {
      data = Path.of((String) client.run("SHOW data_directory"));
    }

    // when
    target.close();

    // then
    assertThat(data.getParent()).doesNotExist();
  }

  @Test
  void clusterStartShouldReturnFalseWhenThePortIsInUse() throws Exception {
    // given
    EmbeddedPostgresServer.start(folder).close();
    var target = new PostgresCluster(folder.toRealPath());
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // when
      boolean started =
          target.start(
              taken.getLocalPort(),
              List.of("listen_addresses=127.0.0.1", "unix_socket_directories=''"));

      // then
      assertThat(started).isFalse();
    }
  }
}
