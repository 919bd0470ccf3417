package dev.flightwatch.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
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
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        assertThat(literals(Files.readString(file))).as(file.toString()).isEmpty();
      }
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

  private static List<String> literals(String source) {
    return LITERAL
        .matcher(COMMENT.matcher(source).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .filter(literal -> DOMAIN.matcher(literal).find())
        .toList();
  }
}
