package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.MongoServer;
import dev.flightwatch.embedded.DataFolder;
import dev.flightwatch.embedded.EmbeddedServerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MongoDB-compatible server on a free port of the loopback interface, with its data in one file.
 * An acknowledged write is on disk. Indexes of documents with an array in an indexed field are
 * rejected, TTL indexes have no effect, and there are no sessions or transactions.
 *
 * <p>All methods block: call them on the main thread or a worker thread. Only {@link #close()}
 * stops the server.
 */
public final class EmbeddedMongoServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedMongoServer.class);

  // A thread waits while its write is committed, so this is how many writes can share a commit.
  private static final int THREADS = 16;

  private static final String FILE = "mongo.mvstore";
  private static final String PORT_FILE = "port";

  private final MongoServer server;
  private final Runnable release;
  private final int port;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedMongoServer(DurableBackend backend, Runnable release) {
    this.server = new MongoServer(backend);
    this.release = release;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, THREADS);
    this.port = server.getLocalAddress().getPort();
  }

  /**
   * Starts a server with the data in this directory, which is created if it is missing.
   *
   * @throws EmbeddedServerException if another process uses the directory, or it cannot be used
   */
  public static EmbeddedMongoServer start(Path dataDir) {
    DataFolder folder = DataFolder.open(dataDir);
    Path file = folder.path().resolve(FILE);
    try {
      var started = new EmbeddedMongoServer(open(file), folder::close);
      started.writePort(folder.path().resolve(PORT_FILE));
      log.info(
          "MongoDB-compatible server listens on 127.0.0.1:{}, data in {}",
          started.port,
          folder.path());
      return started;
    } catch (RuntimeException e) {
      folder.close();
      throw new EmbeddedServerException(
          "the embedded MongoDB-compatible server cannot use %s: %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private void writePort(Path file) {
    try {
      Files.writeString(file, Integer.toString(port));
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the URL of the server that runs in this directory, in another process.
   *
   * @throws EmbeddedServerException if the directory has no files of a running server
   */
  public static String urlOfRunning(Path dataDir) {
    try {
      return url(Integer.parseInt(Files.readString(dataDir.resolve(PORT_FILE)).strip()));
    } catch (IOException | NumberFormatException e) {
      throw new EmbeddedServerException(
          "the MongoDB-compatible server does not run in " + dataDir, e);
    }
  }

  /** Stores a file with the data of a server, from a copy, in a directory without one. */
  public static void restore(Path dataDir, InputStream copy) throws IOException {
    Files.copy(copy, Files.createDirectories(dataDir).resolve(FILE));
  }

  private static String url(int port) {
    return "mongodb://127.0.0.1:%d/".formatted(port);
  }

  private static DurableBackend open(Path file) {
    MVStore store = DurableBackend.openStore(file);
    try {
      return new DurableBackend(store);
    } catch (RuntimeException e) {
      store.closeImmediately();
      throw e;
    }
  }

  /** Starts an empty server with its data in a temporary file, which is deleted at the end. */
  public static EmbeddedMongoServer startEphemeral() {
    return start(TemporaryFile.create());
  }

  static EmbeddedMongoServer start(TemporaryFile file) {
    var started = new EmbeddedMongoServer(DurableBackend.ephemeral(file.path()), file::delete);
    log.info("MongoDB-compatible server listens on 127.0.0.1:{}, data is temporary", started.port);
    return started;
  }

  /** Returns {@code mongodb://127.0.0.1:port/}. */
  public String url() {
    return url(port);
  }

  /** Closes the connections and the file. */
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
