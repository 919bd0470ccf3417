package dev.flightwatch.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.JavaCommand;
import dev.flightwatch.toolkit.launch.VertxRun;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
  /** The class path has no Infinispan, Redis client or OpenTelemetry. */
  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void launcherShouldRunServiceWhenOptionalLibrariesAreMissing(@TempDir Path folder)
      throws Exception {
    List<String> command = JavaCommand.of(VertxRun.class, VisitsVerticle.class.getName());
    command.add(
        1, "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("VISITS_PORT", "0");
    builder.environment().put("VISITS_MANAGEMENT_PORT", "0");
    builder.environment().put("VISITS_FOLDER", folder.toString());

    Process process = builder.start();
    try (BufferedReader output = process.inputReader()) {
      Predicate<String> isEnd = line -> line.endsWith(" started") || line.contains("Error");
      assertThat(output.lines().filter(isEnd).findFirst().orElse("")).endsWith(" started");
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
