package dev.flightwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of the board, as its scripts name them. */
class BoardTextsTest {
  private static final Path BOARD = Path.of("src/main/resources/dev/flightwatch/gateway/board");
  private static final Pattern LANGUAGE =
      Pattern.compile("\\n  (en|it): \\{\\n(.*?)\\n  \\},", Pattern.DOTALL);
  private static final Pattern KEY =
      Pattern.compile("^ {4}(?:\"([^\"]+)\"|(\\w+)):", Pattern.MULTILINE);
  private static final Pattern USE = Pattern.compile("\\bt\\(\\s*\"([^\"]+)\"");

  @Test
  void bothLanguagesShouldHaveEveryText() throws IOException {
    // given
    List<Path> files = scripts().filter(file -> file.getParent().endsWith("text")).toList();

    // then
    assertThat(files).hasSizeGreaterThan(3);
    for (Path file : files) {
      assertThat(keys(file, "it")).as("%s", file).isEqualTo(keys(file, "en")).isNotEmpty();
    }
  }

  @Test
  void everyTextThatAScriptNamesShouldExist() throws IOException {
    // given
    Set<String> keys = new TreeSet<>();
    Set<String> used = new TreeSet<>();
    for (Path file : scripts().toList()) {
      if (file.getParent().endsWith("text")) {
        // A text with a count has a form for each plural.
        keys(file, "en").forEach(key -> keys.add(key.replaceAll("\\.(one|other)$", "")));
        keys.addAll(keys(file, "en"));
      } else {
        USE.matcher(Files.readString(file)).results().forEach(use -> used.add(use.group(1)));
      }
    }

    // then
    assertThat(used).hasSizeGreaterThan(50);
    assertThat(keys).containsAll(used);
  }

  @Test
  void textsShouldHaveNoWordsOfProgrammers() throws IOException {
    for (Path file : scripts().filter(each -> each.getParent().endsWith("text")).toList()) {
      assertThat(Files.readString(file))
          .as("%s", file)
          .doesNotContainPattern("(?i)\\b(away|HTTP|error|errore)\\b")
          .doesNotContainPattern("\\b(40[1-9]|4[1-9]\\d|5\\d\\d)\\b")
          .doesNotContain("{status}", "{detail}");
    }
  }

  private static Stream<Path> scripts() throws IOException {
    return Files.walk(BOARD).filter(file -> file.toString().endsWith(".js"));
  }

  private static Set<String> keys(Path file, String language) throws IOException {
    return LANGUAGE
        .matcher(Files.readString(file))
        .results()
        .filter(part -> part.group(1).equals(language))
        .flatMap(part -> KEY.matcher(part.group(2)).results())
        .map(key -> key.group(1) == null ? key.group(2) : key.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
