package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import io.netty.channel.Channel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backend that responds to a write only after the write is on disk. Writes that wait at the same
 * time share one commit. A command is one write, however many documents it changes.
 *
 * <p>A writing command runs alone, and a commit runs between two writing commands.
 */
final class DurableBackend extends IndexedBackend {
  private static final Logger log = LoggerFactory.getLogger(DurableBackend.class);

  /** The frequent commands that change nothing. All others are made durable, as if they wrote. */
  private static final Set<String> READS =
      Set.of(
          "aggregate",
          "count",
          "distinct",
          "explain",
          "find",
          "getmore",
          "hello",
          "ismaster",
          "ping");

  private static final int CACHE_MEGABYTES = 64;

  // A commit appends its changes to the file; the chunks that it replaces are freed one second
  // later. When less than half of the file is in use, each commit also rewrites some sparse chunks.
  private static final int RETENTION_MILLIS = 1_000;
  private static final int COMPACT_BELOW_PERCENT = 50;
  private static final int COMPACT_BYTES_PER_COMMIT = 8 * 1024 * 1024;

  private final ReadWriteLock documents = new ReentrantReadWriteLock();
  private final Lock disk = new ReentrantLock();
  private final StoreCopy copy = new StoreCopy();
  private final boolean ephemeral;
  private long written; // guarded by documents
  private long durable; // guarded by disk

  DurableBackend(MVStore store) {
    this(store, false);
  }

  private DurableBackend(MVStore store, boolean ephemeral) {
    super(store);
    this.ephemeral = ephemeral;
    version(Handshake.VERSION);
  }

  /** Returns a backend that writes to this new file only what exceeds its memory. */
  static DurableBackend ephemeral(Path file) {
    return new DurableBackend(builder(file).open(), true);
  }

  private static MVStore.Builder builder(Path file) {
    return new MVStore.Builder().fileName(file.toString()).cacheSize(CACHE_MEGABYTES);
  }

  /** Opens the store in this file. Only {@link DurableBackend} commits it. */
  static MVStore openStore(Path file) {
    MVStore store =
        builder(file)
            .autoCommitDisabled()
            // Otherwise a kill could leave half of a large command committed.
            .autoCommitBufferSize(0)
            .open();
    store.setRetentionTime(RETENTION_MILLIS);
    return store;
  }

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    Supplier<Document> handled = () -> dispatch(channel, database, command, query);
    try {
      if (getMvStore().getPanicException() != null) {
        throw getMvStore().getPanicException(); // its pages in memory may never reach the file
      }
      if (command.equals(StoreCopy.COMMAND)) {
        return copy.respond(getMvStore());
      }
      return writes(command, query) ? write(handled) : read(handled);
    } catch (MVStoreException e) {
      return StoreFailure.of(getMvStore(), e).response();
    }
  }

  private Document dispatch(Channel channel, String database, String command, Document query) {
    return command.equalsIgnoreCase(Handshake.COMMAND)
        ? Handshake.hello(super.handleCommand(channel, database, Handshake.LEGACY_COMMAND, query))
        : super.handleCommand(channel, database, command, query);
  }

  private Document read(Supplier<Document> command) {
    documents.readLock().lock();
    var version = getMvStore().registerVersionUsage(); // keeps the version being read
    try {
      return respond(command);
    } finally {
      getMvStore().deregisterVersionUsage(version);
      documents.readLock().unlock();
    }
  }

  private Document write(Supplier<Document> command) {
    Document response;
    long write;
    documents.writeLock().lock();
    try {
      response = respond(command);
      write = ++written;
    } catch (MVStoreException e) {
      getMvStore().panic(e); // so that no commit contains half of the command
      throw e;
    } finally {
      documents.writeLock().unlock();
    }
    if (!ephemeral) {
      makeDurable(write);
    }
    return response;
  }

  /**
   * Returns the response. Rejected commands get their error response here, because the library
   * would log them as errors, together with all data in the command.
   */
  private static Document respond(Supplier<Document> command) {
    try {
      return command.get();
    } catch (MongoServerException e) {
      log.debug("Rejected a command: {}", e.getMessage());
      Document error = new Document("ok", 0).append("errmsg", e.getMessageWithoutErrorCode());
      return e instanceof MongoServerError coded
          ? error.append("code", coded.getCode()).append("codeName", coded.getCodeName())
          : error;
    }
  }

  private static boolean writes(String command, Document query) {
    boolean intoCollection =
        query.get("pipeline") instanceof Collection<?> stages
            && stages.stream()
                .map(Document.class::cast)
                .anyMatch(stage -> stage.containsKey("$out") || stage.containsKey("$merge"));
    return intoCollection || !READS.contains(command.toLowerCase(Locale.ROOT));
  }

  private void makeDurable(long write) {
    disk.lock();
    try {
      if (durable < write) {
        long committed = commitBetweenWrites();
        getMvStore().sync();
        durable = committed;
      }
    } catch (MVStoreException e) {
      // After a failed sync the state on disk is unknown, so no later write may be acknowledged.
      getMvStore().panic(e);
    } finally {
      disk.unlock();
    }
  }

  private long commitBetweenWrites() {
    documents.readLock().lock();
    try {
      getMvStore().commit();
      getMvStore().compact(COMPACT_BELOW_PERCENT, COMPACT_BYTES_PER_COMMIT);
      return written;
    } finally {
      documents.readLock().unlock();
    }
  }
}
