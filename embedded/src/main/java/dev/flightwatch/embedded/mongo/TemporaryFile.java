package dev.flightwatch.embedded.mongo;

import dev.flightwatch.embedded.EmbeddedServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file in a folder of its own. Both are deleted at the latest when this JVM ends. */
record TemporaryFile(Path path) {
  static TemporaryFile create() {
    try {
      Path folder = Files.createTempDirectory("flightwatch-mongo");
      Path file = folder.resolve("mongo.mvstore");
      folder.toFile().deleteOnExit(); // after the file: the last registered is the first deleted
      file.toFile().deleteOnExit();
      return new TemporaryFile(file);
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "the embedded MongoDB-compatible server cannot create a temporary file: "
              + e.getMessage(),
          e);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
      Files.deleteIfExists(path.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
