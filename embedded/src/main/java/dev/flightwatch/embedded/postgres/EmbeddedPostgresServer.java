package dev.flightwatch.embedded.postgres;

import dev.flightwatch.embedded.DataFolder;
import dev.flightwatch.embedded.EmbeddedServerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL 15 server on a free port of the loopback interface. It can be started by root too.
 *
 * <p>All methods block (a start takes 1 to 3 seconds): call them on the main thread or a worker
 * thread. Only {@link #close()} stops the server. There is no shutdown hook, because requests in
 * progress need the database until they have ended. If the process is killed, the next start in the
 * same directory stops the server that was left behind.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
  private static final String TEMPORARY_PREFIX = "flightwatch-postgresql-";
  private static final int PORT_ATTEMPTS = 3;

  private static final List<String> COMMON =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=''",
          "max_connections=60",
          "shared_buffers=32MB",
          "max_wal_size=256MB",
          "wal_level=minimal",
          "max_wal_senders=0",
          "max_logical_replication_workers=0",
          "timezone=UTC",
          "log_timezone=UTC",
          "log_checkpoints=off",
          // The client gets the errors of its statements; the log would contain their data.
          "log_min_messages=log");
  private static final List<String> DURABLE =
      List.of("fsync=on", "synchronous_commit=on", "full_page_writes=on");
  private static final List<String> NOT_DURABLE =
      List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off");

  private final DataFolder folder;
  private final PostgresCluster cluster;
  private final String url;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgresServer(DataFolder folder, PostgresCluster cluster, String url) {
    this.folder = folder;
    this.cluster = cluster;
    this.url = url;
  }

  /**
   * Starts a server with the data in this directory, which is created if it is missing.
   * Acknowledged writes are on disk and survive a kill of this process.
   *
   * @throws EmbeddedServerException if another process uses the directory, it cannot be used, or
   *     PostgreSQL does not start
   */
  public static EmbeddedPostgresServer start(Path dataDir) {
    return start(DataFolder.open(dataDir), DURABLE);
  }

  /** Starts an empty server in a temporary directory, without durability, which is faster. */
  public static EmbeddedPostgresServer startEphemeral() {
    DataFolder.abandoned(TEMPORARY_PREFIX).forEach(EmbeddedPostgresServer::delete);
    return start(DataFolder.temporary(TEMPORARY_PREFIX), NOT_DURABLE);
  }

  private static void delete(DataFolder abandoned) {
    try (abandoned) {
      new PostgresCluster(abandoned.path()).stopOrphan();
    } catch (IOException | EmbeddedServerException e) {
      log.warn("Cannot delete {}: {}", abandoned.path(), e.getMessage());
    }
  }

  private static EmbeddedPostgresServer start(DataFolder folder, List<String> durability) {
    try {
      return start(folder, new PostgresCluster(folder.path()), durability);
    } catch (IOException e) {
      folder.close();
      throw new EmbeddedServerException(
          "PostgreSQL cannot use %s: %s".formatted(folder.path(), e.getMessage()), e);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static EmbeddedPostgresServer start(
      DataFolder folder, PostgresCluster cluster, List<String> durability) throws IOException {
    cluster.stopOrphan();
    cluster.initialise();
    var settings = new ArrayList<>(COMMON);
    settings.addAll(durability);
    for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
      int port = freePort();
      if (cluster.start(port, settings)) {
        log.info("PostgreSQL listens on 127.0.0.1:{}, data in {}", port, folder.path());
        return new EmbeddedPostgresServer(folder, cluster, url(cluster.password(), port));
      }
    }
    throw new EmbeddedServerException("PostgreSQL cannot start: found no free port on 127.0.0.1");
  }

  private static String url(String password, int port) {
    return "postgresql://%s:%s@127.0.0.1:%d/postgres"
        .formatted(PostgresCluster.USER, password, port);
  }

  /**
   * Returns the URL of the server that runs in this directory, in another process.
   *
   * @throws EmbeddedServerException if the directory has no files of a running server
   */
  public static String urlOfRunning(Path dataDir) {
    try {
      PostgresCluster cluster = new PostgresCluster(dataDir.toRealPath());
      return url(cluster.password(), cluster.port());
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "PostgreSQL does not run in %s: %s".formatted(dataDir, e.getMessage()), e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Returns {@code postgresql://user:password@127.0.0.1:port/database}, with a random password. */
  public String url() {
    return url;
  }

  /**
   * Stops the server and waits for its end, for at most 30 seconds.
   *
   * @throws EmbeddedServerException if it does not end
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (folder) {
      cluster.stop();
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "PostgreSQL cannot be stopped in %s: %s".formatted(folder.path(), e.getMessage()), e);
    }
  }
}
