package dev.flightwatch.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The string literals of the toolkit, which must not name the domain of the services. */
class DomainLiteralsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//[^\n]*");
  private static final Pattern LITERAL =
      Pattern.compile("(?s)\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"");

  /** A package name, {@code in_flight}, and the user of a URL are not names of the domain. */
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?i)(?<!dev[./])flightwatch|(?<!in[ _])\\bflight(?!watch)|airport|\\busers?\\b(?![\\]:])");

  @Test
  void literalsShouldNotNameTheDomain() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<String> found =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(DomainLiteralsTest::literals)
              .toList();

      assertThat(found).isEmpty();
    }
  }

  @Test
  void literalsShouldBeFoundInSource() {
    String source =
        """
        /** "airport" */
        a("flightwatch_x", "in_flight");
        // "airport"
        b("dev/flightwatch/c", "the user");
        """;

    assertThat(literals(source)).containsExactly("\"flightwatch_x\"", "\"the user\"");
  }

  private static Stream<String> literals(Path file) {
    try {
      return literals(Files.readString(file)).stream().map(literal -> file + ": " + literal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> literals(String source) {
    List<String> found = new ArrayList<>();
    LITERAL
        .matcher(COMMENT.matcher(source).replaceAll(""))
        .results()
        .map(match -> match.group())
        .filter(literal -> DOMAIN.matcher(literal).find())
        .forEach(found::add);
    return found;
  }
}
