package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
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
 * Answers a write when it is on disk. Writes that wait at one time share a commit, and a command is
 * one write, however many documents it changes.
 *
 * <p>The store's documents are changed in place. So a command that writes runs alone, a commit
 * (which reads them) runs between two of those, and answers are copies.
 */
final class DurableBackend extends IdFirstBackend {
  private static final Logger log = LoggerFactory.getLogger(DurableBackend.class);
  private static final Set<String> READS =
      Set.of(
          "aggregate",
          "buildinfo",
          "count",
          "distinct",
          "find",
          "getmore",
          "ismaster",
          "killcursors",
          "listcollections",
          "listdatabases",
          "listindexes",
          "ping",
          "serverstatus");
  private static final int CACHE_MEGABYTES = 64;

  // A commit adds to the file what it changed, and frees what that replaces a second later. When
  // less than half of the file is of use, the parts of least use are written anew.
  private static final int RETENTION_MILLIS = 1_000;
  private static final int PACKED_BELOW_PERCENT = 50;
  private static final int PACKED_BYTES_A_COMMIT = 8 * 1024 * 1024;

  private final ReadWriteLock documents = new ReentrantReadWriteLock();
  private final Lock disk = new ReentrantLock();
  private long written; // guarded by documents
  private long durable; // guarded by disk

  DurableBackend(MVStore store) {
    super(store);
  }

  /** A store on this file that is committed by {@link DurableBackend} alone. */
  static MVStore openStore(Path file) {
    MVStore store =
        new MVStore.Builder()
            .fileName(file.toString())
            .cacheSize(CACHE_MEGABYTES)
            .autoCommitDisabled()
            // Else a large command would be committed in its midst, and half of it kept by a kill.
            .autoCommitBufferSize(0)
            .open();
    store.setRetentionTime(RETENTION_MILLIS);
    return store;
  }

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    return writes(command, query)
        ? write(() -> super.handleCommand(channel, database, command, query))
        : read(() -> super.handleCommand(channel, database, command, query));
  }

  private Document read(Supplier<Document> command) {
    documents.readLock().lock();
    var version = getMvStore().registerVersionUsage(); // commits leave what is being read in place
    try {
      return answer(command);
    } finally {
      getMvStore().deregisterVersionUsage(version);
      documents.readLock().unlock();
    }
  }

  private Document write(Supplier<Document> command) {
    Document answer;
    long write;
    documents.writeLock().lock();
    try {
      answer = answer(command);
      write = ++written;
    } finally {
      documents.writeLock().unlock();
    }
    makeDurable(write);
    return answer;
  }

  /** A refusal is answered here: the server would log it, with all that the command holds. */
  private static Document answer(Supplier<Document> command) {
    try {
      return command.get().cloneDeeply();
    } catch (MongoServerError e) {
      log.debug("Refused with {} ({})", e.getCode(), e.getCodeName());
      return new Document("ok", 0)
          .append("errmsg", e.getMessageWithoutErrorCode())
          .append("code", e.getCode())
          .append("codeName", e.getCodeName());
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
        long committed = commitBetweenCommands();
        getMvStore().sync();
        durable = committed;
      }
    } catch (MVStoreException e) {
      // After a failed sync nobody knows what is on disk, so no later write may be acknowledged.
      getMvStore().panic(e);
    } finally {
      disk.unlock();
    }
  }

  private long commitBetweenCommands() {
    documents.readLock().lock();
    try {
      getMvStore().commit();
      getMvStore().compact(PACKED_BELOW_PERCENT, PACKED_BYTES_A_COMMIT);
      return written;
    } finally {
      documents.readLock().unlock();
    }
  }
}
