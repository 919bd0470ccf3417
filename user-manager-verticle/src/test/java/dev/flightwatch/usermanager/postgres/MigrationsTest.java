package dev.flightwatch.usermanager.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  @Test
  void latestShouldBeTheLastMigration() throws Exception {
    Path folder =
        Path.of(Migrations.class.getClassLoader().getResource(Migrations.LOCATION).toURI());

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1")))
          .map(Integer::valueOf)
          .contains(Integer.valueOf(Migrations.LATEST))
          .allMatch(version -> version <= Integer.parseInt(Migrations.LATEST));
    }
  }
}
