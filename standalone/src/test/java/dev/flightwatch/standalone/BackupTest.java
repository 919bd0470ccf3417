package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.ConfigException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '~',
      value = {
        "-                           | is not a backup",
        "{                           | is not a backup",
        "{\"format\":1}              | is not a backup",
        "{\"format\":2,\"schema\":\"1\"} | was made by a newer version",
        "{\"format\":1,\"schema\":\"9\"} | was made by a newer version"
      })
  void restoreShouldChangeNothingWhenTheFileIsNoBackup(String description, String problem)
      throws Exception {
    Path file = folder.resolve("backup.zip");
    if (description == null) {
      Files.writeString(file, "no zip file");
    } else {
      zip(file, description);
    }

    assertThatThrownBy(() -> new Backup(file).restore(folder.resolve("data")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
    assertThat(folder.resolve("data/mongo")).doesNotExist();
    assertThat(folder.resolve("data/postgres")).doesNotExist();
  }

  private static void zip(Path file, String description) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("backup.json"));
      zip.write(description.getBytes());
      zip.putNextEntry(new ZipEntry("mongo.mvstore"));
    }
  }

  @ParameterizedTest
  @CsvSource({"mongo", "postgres"})
  void restoreShouldNotReplaceADatabase(String database) throws Exception {
    Files.createDirectory(folder.resolve(database));
    Path file = folder.resolve("backup.zip");
    zip(file, "{\"format\":1,\"schema\":\"1\"}");

    assertThatThrownBy(() -> new Backup(file).restore(folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("exists");
  }

  @Test
  void writeShouldNotReplaceAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("backup.zip"), "precious");

    assertThatThrownBy(() -> new Backup(file).write(folder, "unused", Clock.systemUTC()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("exists");
    assertThat(file).hasContent("precious");
  }
}
