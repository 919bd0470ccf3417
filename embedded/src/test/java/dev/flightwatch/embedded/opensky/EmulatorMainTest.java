package dev.flightwatch.embedded.opensky;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
class EmulatorMainTest {

  private Process process;

  @AfterEach
  void kill() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void optionsShouldFollowTheArguments(@TempDir Path folder) {
    // when
    EmulatorOptions seeded =
        options("--host", "0.0.0.0", "--port=0", "--seed=-7", "--credits=12", "--batch-hour=23");
    EmulatorOptions recorded = options("--recordings", folder.toString(), "--ends-ago", "90");

    // then
    assertThat(seeded.host()).isEqualTo("0.0.0.0");
    assertThat(seeded.port()).isZero();
    assertThat(seeded.account().dailyCredits()).isEqualTo(12);
    assertThat(seeded.traffic()).isEqualTo(new TrafficPlan.Seeded(-7));
    assertThat(seeded.batchHour()).isEqualTo(23);
    assertThat(recorded.port()).isEqualTo(5200);
    assertThat(recorded.batchHour()).isEqualTo(3);
    assertThat(recorded.traffic())
        .isEqualTo(new TrafficPlan.Replayed(folder, Duration.ofSeconds(90)));
  }

  private static EmulatorOptions options(String... arguments) {
    return CommandLine.populateCommand(new EmulatorMain(), arguments).options();
  }

  @Test
  void mainShouldServeAndPrintItsUrls() throws Exception {
    // given
    start("--port", "0");
    List<String> greeting = new ArrayList<>();
    BufferedReader output = process.inputReader();
    while (greeting.stream().noneMatch(line -> line.startsWith("Faults and latest calls: "))) {
      greeting.add(output.readLine());
    }

    // when
    String control = greeting.get(greeting.size() - 1).replace("Faults and latest calls: ", "");
    int status =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(control)).build(), BodyHandlers.discarding())
            .statusCode();

    // then
    assertThat(status).isEqualTo(200);
    assertThat(greeting)
        .anyMatch(line -> line.matches("OPENSKY_API_URL=http://127.0.0.1:\\d+/api"))
        .anyMatch(line -> line.matches("OPENSKY_TOKEN_URL=http://127.0.0.1:\\d+/auth/realms/.*"))
        .contains("OPENSKY_CLIENT_ID=emulated-client", "OPENSKY_CLIENT_SECRET=emulated-secret");
  }

  @Test
  void mainShouldExitWithOneLineWhenThePortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      start("--port", Integer.toString(taken.getLocalPort()));
      assertFails("BindException");
    }
  }

  @Test
  void mainShouldExitWithOneLineWhenTheFolderIsMissing(@TempDir Path folder) throws Exception {
    start("--port", "0", "--recordings", folder.resolve("missing").toString());
    assertFails("missing; check --port and --recordings");
  }

  @ParameterizedTest
  @CsvSource({
    "--prot 5, --prot",
    "--port x, --port",
    "--batch-hour 24, 'option ''--batch-hour'': ''24'' is not an hour from 0 to 23'",
    "--batch-hour -1, 'option ''--batch-hour'': ''-1'' is not an hour from 0 to 23'",
    "--batch-hour 2.5, 'option ''--batch-hour'': ''2.5'' is not an hour from 0 to 23'"
  })
  void mainShouldExitWithOneLineWhenAnOptionIsInvalid(String line, String named) throws Exception {
    start(line.split(" "));
    assertFails(named);
  }

  @Test
  void mainShouldPrintItsUsageWhenHelpIsRequested() throws Exception {
    // when
    start("--help");

    // then
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .contains(
            "--host",
            "--port",
            "--recordings",
            "--ends-ago",
            "--seed",
            "--credits",
            "--batch-hour");
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private void start(String... arguments) throws IOException {
    process = new ProcessBuilder(JavaCommand.of(EmulatorMain.class, arguments)).start();
  }

  private void assertFails(String problem) throws Exception {
    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
        .startsWith("opensky-emulator: ")
        .hasLineCount(1)
        .contains(problem);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
  }
}
