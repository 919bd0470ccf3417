package dev.flightwatch.embedded.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL programs for this machine from their jar. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /**
   * Returns the directory with {@code bin/}, {@code lib/} and {@code share/}. It is unpacked once,
   * in the user's cache directory, or in the fallback directory if the cache cannot be written.
   */
  static Path unpack(Path fallback) throws IOException {
    byte[] archive;
    try (InputStream in =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), architecture())) {
      archive = in.readAllBytes();
    }
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "flightwatch");
    String name = "postgresql-" + DigestUtils.sha256Hex(archive).substring(0, 16);
    try {
      return unpack(archive, cache.resolve(name));
    } catch (IOException e) {
      return unpack(archive, fallback.resolve(name));
    }
  }

  private static Path unpack(byte[] archive, Path target) throws IOException {
    if (Files.isDirectory(target)) {
      return target;
    }
    Files.createDirectories(target.getParent());
    Path unfinished = Files.createTempDirectory(target.getParent(), "unpacking");
    extract(archive, unfinished);
    try {
      return Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (Files.isDirectory(target)) {
        return target; // another process has unpacked it meanwhile
      }
      throw e;
    }
  }

  private static void extract(byte[] archive, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = target.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink() || entry.isLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, file);
        }
        if (file.getParent().endsWith("bin")) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
  }

  private static String system() {
    return System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
  }

  private static String architecture() {
    String name = System.getProperty("os.arch");
    return "amd64".equals(name) ? "x86_64" : name;
  }
}
