package dev.flightwatch.embedded.opensky;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmulatorMainTest {

  private Process process;

  @AfterEach
  void kill() {
    process.destroyForcibly();
  }

  @Test
  void mainShouldPrintItsUrlsAndExitWithZeroWhenTerminated() throws Exception {
    // given
    start("--port", "0");
    List<String> greeting = new ArrayList<>();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    while (greeting.stream().noneMatch(line -> line.startsWith("State and faults: "))) {
      greeting.add(output.readLine());
    }

    // when
    String state = greeting.get(greeting.size() - 1).replace("State and faults: ", "");
    int status =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(state)).build(), BodyHandlers.discarding())
            .statusCode();
    process.destroy();

    // then
    assertThat(greeting)
        .anyMatch(line -> line.matches("OPENSKY_API_URL=http://127.0.0.1:\\d+/api"))
        .anyMatch(line -> line.matches("OPENSKY_TOKEN_URL=http://127.0.0.1:\\d+/auth/realms/.*"))
        .anyMatch(line -> line.equals("OPENSKY_CLIENT_ID=emulated-client"))
        .anyMatch(line -> line.equals("OPENSKY_CLIENT_SECRET=emulated-secret"));
    assertThat(status).isEqualTo(200);
    assertThat(exitCode()).isZero();
  }

  @Test
  void mainShouldExitWithOneLineWhenThePortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // when
      start("--port", Integer.toString(taken.getLocalPort()));

      // then
      assertThat(errors())
          .isEqualTo(
              "opensky-emulator: port %d is in use; choose another one with --port%n"
                  .formatted(taken.getLocalPort()));
      assertThat(exitCode()).isEqualTo(1);
    }
  }

  @Test
  void mainShouldExitWithOneLineWhenTheFolderIsMissing(@TempDir Path folder) throws Exception {
    // when
    start("--port", "0", "--recordings", folder.resolve("missing").toString());

    // then
    assertThat(errors()).hasLineCount(1).contains("--recordings: no such directory:");
    assertThat(exitCode()).isEqualTo(1);
  }

  @Test
  void mainShouldExitWithOneLineWhenAnOptionIsUnknown() throws Exception {
    // when
    start("--prot", "0");

    // then
    assertThat(errors()).hasLineCount(1).contains("unknown option --prot");
    assertThat(exitCode()).isEqualTo(1);
  }

  @Test
  void mainShouldPrintItsUsageWhenHelpIsRequested() throws Exception {
    // when
    start("--help");

    // then
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains("--recordings");
    assertThat(exitCode()).isZero();
  }

  private void start(String... arguments) throws IOException {
    process = new ProcessBuilder(JavaCommand.of(EmulatorMain.class, arguments)).start();
  }

  private String errors() throws IOException {
    return new String(process.getErrorStream().readAllBytes(), UTF_8);
  }

  private int exitCode() throws InterruptedException {
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
