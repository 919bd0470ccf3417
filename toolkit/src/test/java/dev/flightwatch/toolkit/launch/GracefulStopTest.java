package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.JavaCommand;
import dev.flightwatch.toolkit.launch.StoppableProcess.StopKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GracefulStopTest {
  private Process process;
  private BufferedReader output;

  private void start(StopKind kind, int timeoutMillis) throws IOException {
    List<String> command =
        JavaCommand.of(StoppableProcess.class, kind.name(), Integer.toString(timeoutMillis));
    command.add(1, "-XX:TieredStopAtLevel=1");
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    output = process.inputReader();
    assertThat(output.readLine()).isEqualTo("ready");
  }

  /** Sends SIGTERM through the process handle, which leaves the output open. */
  private int terminate() throws InterruptedException {
    process.toHandle().destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @AfterEach
  void kill() {
    process.destroyForcibly();
  }

  @Test
  void processShouldExitWith0WhenTheStopSucceeds() throws Exception {
    start(StopKind.QUICK, 30_000);

    assertThat(terminate()).isZero();
    assertThat(output.lines()).containsExactly("stopping", "stopped");
  }

  @Test
  void processShouldExitWith1WhenTheStopIsTooSlow() throws Exception {
    start(StopKind.ENDLESS, 100);

    assertThat(terminate()).isEqualTo(1);
    assertThat(output.lines().toList().toString()).contains("The stop did not finish within");
  }

  @Test
  void processShouldExitWith1WhenTheStopFails() throws Exception {
    start(StopKind.FAILING, 30_000);
    assertThat(terminate()).isEqualTo(1);
    assertThat(output.lines().toList().toString()).contains("The stop failed", "on purpose");
  }
}
