package dev.flightwatch.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command {@code copyStore}, which MongoDB does not have. It copies the file of the store, as a
 * zip file beside it, while other commands go on. The copy has everything that was acknowledged
 * before the command.
 */
final class StoreCopy {
  static final String COMMAND = "copyStore";

  private static final Logger log = LoggerFactory.getLogger(StoreCopy.class);
  private static final String FILE = "copy.zip";
  private static final int BUFFER_BYTES = 64 * 1024;

  private final AtomicBoolean running = new AtomicBoolean();

  /** Returns a response with the {@code file}, which the caller deletes. */
  Document respond(MVStore store) {
    if (!running.compareAndSet(false, true)) {
      return failure("another copy is being made");
    }
    try {
      Path file = Path.of(store.getFileStore().getFileName()).resolveSibling(FILE);
      write(store, file);
      return new Document("ok", 1).append("file", file.toString());
    } catch (IOException | MVStoreException e) {
      log.warn("The store cannot be copied: {}", e.getMessage());
      return failure("the store cannot be copied: " + e.getMessage());
    } finally {
      running.set(false);
    }
  }

  private static void write(MVStore store, Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    var version = store.registerVersionUsage(); // keeps the chunks that are being copied
    try (ZipOutputStream zip =
        new ZipOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.WRITE), BUFFER_BYTES))) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      store.getFileStore().backup(zip);
    } finally {
      store.deregisterVersionUsage(version);
    }
  }

  private static Document failure(String message) {
    return new Document("ok", 0).append("errmsg", message);
  }
}
