package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.PropertyResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildInfoTest {
  @ParameterizedTest
  @CsvSource({
    "abc, false, 2026-03-01T12:00:00Z, abc, 2026-03-01T12:00:00Z",
    "abc, true, 2026-03-01T12:00:00Z, abc-dirty, 2026-03-01T12:00:00Z",
    "${git.commit.id.full}, ${git.dirty}, ${git.commit.time}, unknown, unknown"
  })
  void buildShouldHaveItsCommitAndItsTimeWhenTheyAreKnown(
      String commit, String dirty, String time, String expectedCommit, String expectedTime)
      throws IOException {
    String properties =
        "version=1.0\ncommit=%s\ndirty=%s\nbuilt_at=%s".formatted(commit, dirty, time);
    assertThat(BuildInfo.of(new PropertyResourceBundle(new StringReader(properties))))
        .isEqualTo(new BuildInfo("1.0", expectedCommit, expectedTime));
  }
}
