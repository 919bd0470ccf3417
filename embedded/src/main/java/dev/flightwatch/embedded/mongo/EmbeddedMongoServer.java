package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.MongoServer;
import dev.flightwatch.embedded.DataFolder;
import dev.flightwatch.embedded.EmbeddedServerException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that speaks MongoDB's protocol, on a free port of the loopback interface, with its data
 * in one file. An answered write is on disk. It is a stand-in: only ids and unique keys are found
 * by index, and nothing expires.
 *
 * <p>All methods block: call them on the main or a worker thread. Only {@link #close()} stops it.
 */
public final class EmbeddedMongoServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedMongoServer.class);

  // Threads serve connections and wait for the disk: as many writes can share one wait.
  private static final int THREADS = 16;

  private final MongoServer server;
  private final Runnable release;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedMongoServer(MVStore store, Runnable release) {
    this.server = new MongoServer(new DurableBackend(store));
    this.release = release;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, THREADS);
    this.port = server.getLocalAddress().getPort();
  }

  /**
   * Starts on the data in this folder, which it makes when needed.
   *
   * @throws EmbeddedServerException when the folder is in use by a living process, or cannot be
   *     used
   */
  public static EmbeddedMongoServer start(Path dataDir) {
    DataFolder folder = DataFolder.open(dataDir);
    try {
      MVStore store = DurableBackend.openStore(folder.path().resolve("mongo.mvstore"));
      var started = new EmbeddedMongoServer(store, folder::close);
      log.info("MongoDB listens on 127.0.0.1:{}, its data is in {}", started.port, folder.path());
      return started;
    } catch (MVStoreException e) {
      folder.close();
      throw new EmbeddedServerException(
          "MongoDB cannot use %s: %s".formatted(folder.path(), e.getMessage()), e);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Starts with nothing, and keeps nothing. */
  public static EmbeddedMongoServer startEphemeral() {
    var started = new EmbeddedMongoServer(MVStore.open(null), () -> {});
    log.info("MongoDB listens on 127.0.0.1:{}, its data is in memory", started.port);
    return started;
  }

  /** {@code mongodb://127.0.0.1:port/}. */
  public String url() {
    return "mongodb://127.0.0.1:%d/".formatted(port);
  }

  /** Ends connections, and closes the file. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        server.shutdownNow();
      } finally {
        release.run();
      }
    }
  }
}
