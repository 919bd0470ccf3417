package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BuildInfoTest {
  private static BuildInfo of(Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    return BuildInfo.of(properties);
  }

  @Test
  void buildShouldHaveItsCommitAndItsTime() {
    assertThat(
            of(
                Map.of(
                    "version", "1.0",
                    "commit", "abc",
                    "dirty", "false",
                    "built_at", "2026-03-01T12:00:00Z")))
        .isEqualTo(new BuildInfo("1.0", "abc", "2026-03-01T12:00:00Z"));
  }

  @Test
  void commitShouldBeDirtyWhenFilesDiffer() {
    assertThat(of(Map.of("commit", "abc", "dirty", "true")).commit()).isEqualTo("abc-dirty");
  }

  @Test
  void commitShouldBeUnknownWithoutARepository() {
    assertThat(
            of(
                Map.of(
                    "version", "1.0",
                    "commit", "${git.commit.id.full}",
                    "dirty", "${git.dirty}",
                    "built_at", "${git.commit.time}")))
        .isEqualTo(new BuildInfo("1.0", "unknown", "unknown"));
  }
}
