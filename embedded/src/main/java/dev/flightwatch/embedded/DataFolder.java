package dev.flightwatch.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data directory that is locked by one server of one process. The lock is an operating system
 * lock on a file in the directory, which is released when the process ends in any way. A server
 * that still runs in a directory that can be locked was left behind by a killed process.
 */
public final class DataFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DataFolder.class);
  private static final String LOCK_FILE = "lock";

  // Closing any channel to a lock file releases this process's lock on it (POSIX). Therefore a
  // directory that this process has locked is rejected before its lock file is opened.
  private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;
  private final boolean temporary;

  private DataFolder(Path path, FileChannel lock, boolean temporary) {
    this.path = path;
    this.lock = lock;
    this.temporary = temporary;
  }

  /**
   * Creates the directory if it is missing, accessible only to its owner, and locks it.
   *
   * @throws EmbeddedServerException if it is in use, or cannot be created or written to
   */
  public static DataFolder open(Path folder) {
    try {
      return lock(ownerOnly(folder), false);
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot use %s: %s".formatted(folder, reason(e)), e);
    }
  }

  /** Returns whether a server of this or another process has locked a directory. */
  public static boolean isInUse(Path folder) {
    if (Files.notExists(folder.resolve(LOCK_FILE))) {
      return false;
    }
    try (DataFolder unused = open(folder)) {
      log.debug("{} is not in use", unused.path());
      return false;
    } catch (EmbeddedServerException e) {
      return true;
    }
  }

  /** Creates and locks a temporary directory, which is deleted when it is closed. */
  public static DataFolder temporary(String prefix) {
    try {
      return lock(Files.createTempDirectory(prefix).toRealPath(), true);
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot create a temporary directory: " + reason(e), e);
    }
  }

  /** Locks temporary directories that killed processes left behind; closing deletes them. */
  public static List<DataFolder> abandoned(String prefix) {
    var folders = new ArrayList<DataFolder>();
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (var found = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path folder : found) {
        lockAbandoned(folder).ifPresent(folders::add);
      }
    } catch (IOException e) {
      log.debug("Cannot look for abandoned directories in {}", parent, e);
    }
    return folders;
  }

  private static Optional<DataFolder> lockAbandoned(Path folder) {
    if (!Files.isWritable(folder.resolve(LOCK_FILE))) {
      return Optional.empty();
    }
    try {
      return Optional.of(lock(folder.toRealPath(), true));
    } catch (EmbeddedServerException | IOException e) {
      log.debug("{} is not abandoned", folder, e);
      return Optional.empty();
    }
  }

  private static Path ownerOnly(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return folder.toRealPath();
  }

  private static DataFolder lock(Path path, boolean temporary) throws IOException {
    if (!OPEN_HERE.add(path)) {
      throw inUse(path);
    }
    try {
      FileChannel channel =
          FileChannel.open(
              path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return new DataFolder(path, channel, temporary);
      }
      channel.close();
      throw inUse(path);
    } catch (IOException | RuntimeException e) {
      OPEN_HERE.remove(path);
      throw e;
    }
  }

  private static EmbeddedServerException inUse(Path path) {
    return new EmbeddedServerException(
        path + " is in use by another process; stop that process or choose another directory");
  }

  private static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "no permission";
    }
    return failure instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : failure.getMessage();
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      if (temporary) {
        deleteTree(path);
      }
      lock.close();
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot delete %s: %s".formatted(path, reason(e)), e);
    } finally {
      OPEN_HERE.remove(path);
    }
  }

  /** Deletes a directory with its contents, if it exists. */
  public static void deleteTree(Path root) throws IOException {
    if (Files.notExists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
