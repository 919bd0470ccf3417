package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Objects;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that cannot be read or written. What was acknowledged before is in the file. */
record StoreFailure(int code, String codeName, String message) {
  private static final Logger log = LoggerFactory.getLogger(StoreFailure.class);

  /** Logs the failure. After a failed write the store is closed, and its first failure counts. */
  static StoreFailure of(MVStore store, MVStoreException failure) {
    MVStoreException first = Objects.requireNonNullElse(store.getPanicException(), failure);
    String file = store.getFileStore() == null ? "the store" : store.getFileStore().getFileName();
    StoreFailure result =
        isDiskFull(first)
            ? new StoreFailure(
                14031,
                "OutOfDiskSpace",
                "no space left on the disk with %s; free some and restart".formatted(file))
            : new StoreFailure(
                39,
                "FileStreamFailed",
                "%s cannot be read or written: %s".formatted(file, first.getMessage()));
    if (first == failure) {
      log.error("The embedded MongoDB-compatible server: {}", result.message);
    }
    return result;
  }

  private static boolean isDiskFull(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(message -> message.contains("No space left") || message.contains("Disk quota"));
  }

  Document response() {
    return new Document("ok", 0)
        .append("errmsg", message)
        .append("code", code)
        .append("codeName", codeName);
  }
}
