package dev.flightwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  private static final String PREFIX = "flightwatch-test-%d-".formatted(System.nanoTime());

  @TempDir Path temporary;

  @Test
  void openShouldCreateTheFolderForItsOwnerOnlyWhenItIsMissing() throws Exception {
    // when
    try (var target = DataFolder.open(temporary.resolve("a/b"))) {
      // then
      assertThat(Files.getPosixFilePermissions(target.path()))
          .extracting(Enum::name)
          .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE", "OWNER_EXECUTE");
    }
  }

  @Test
  void openShouldFailWhenTheFolderIsOpen() {
    // given
    try (var first = DataFolder.open(temporary)) {
      // when, then
      assertThatThrownBy(() -> DataFolder.open(temporary))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("%s is in use", first.path());
    }
  }

  @Test
  void openShouldNameTheFolderWhenItIsAFile() throws Exception {
    // given
    Path file = Files.createFile(temporary.resolve("file"));

    // when, then
    assertThatThrownBy(() -> DataFolder.open(file))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessage("cannot use %s: Not a directory", file);
  }

  @Test
  void closeShouldDeleteTheFolderWhenItIsTemporary() throws Exception {
    // given
    DataFolder target = DataFolder.temporary(PREFIX);
    Files.writeString(target.path().resolve("file"), "text");

    // when
    target.close();

    // then
    assertThat(target.path()).doesNotExist();
  }

  @Test
  void abandonedShouldLockTheFoldersThatNoProcessHolds() throws Exception {
    // given
    Path orphan = Files.createTempDirectory(PREFIX);
    Files.createFile(orphan.resolve("lock"));
    try (var held = DataFolder.temporary(PREFIX)) {
      // when
      List<DataFolder> abandoned = DataFolder.abandoned(PREFIX);

      // then
      assertThat(abandoned).extracting(DataFolder::path).containsExactly(orphan.toRealPath());
      assertThat(held.path()).exists();
      abandoned.forEach(DataFolder::close);
      assertThat(orphan).doesNotExist();
    }
  }
}
