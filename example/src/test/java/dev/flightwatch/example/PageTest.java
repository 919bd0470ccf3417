package dev.flightwatch.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageTest {
  private static final Path HOME = Path.of(System.getProperty("flightwatch.home"));

  /** The path of a file, and the block of code after it. */
  private static final Pattern SHOWN =
      Pattern.compile(
          "^`(example/\\S+)`[^`]*```\\w+\n(.*?)```", Pattern.DOTALL | Pattern.MULTILINE);

  static Stream<MatchResult> blocks() throws IOException {
    return SHOWN.matcher(Files.readString(HOME.resolve("docs/toolkit.md"))).results();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void blockShouldBePartOfItsFile(MatchResult block) throws IOException {
    assertThat(Files.readString(HOME.resolve(block.group(1)))).contains(block.group(2));
  }
}
