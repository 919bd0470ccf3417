package dev.flightwatch.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.bench.floor.ConstantRoute;
import dev.flightwatch.bench.program.CpuPlacement;
import dev.flightwatch.bench.program.FreePorts;
import dev.flightwatch.bench.program.Program;
import dev.flightwatch.bench.program.ProgramRunner;
import dev.flightwatch.bench.program.ProgramSpec;
import dev.flightwatch.bench.report.Report;
import dev.flightwatch.bench.report.RowResult;
import dev.flightwatch.bench.report.RowResult.MeasuredRow;
import dev.flightwatch.bench.report.RowResult.UnmeasuredRow;
import dev.flightwatch.bench.scenario.RunningService.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class AgainstScenarioTest {
  private static final Duration TIME = Duration.ofMillis(200);
  private static final RunLength LENGTH = new RunLength(2, TIME, TIME, true);
  private static final String BODY = "{\"firstSeen\":1}";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nf\r\n" + BODY + "\r\n0\r\n\r\n";
  private static final ContractRequest LAST =
      ContractRequest.get("GET /flights/last", "/flights/last", "firstSeen");

  @TempDir Path files;

  private final AtomicInteger connections = new AtomicInteger();

  /** Starts a server that closes each connection after these responses. */
  private OtherServer fake(Vertx vertx, String... responses) {
    int port =
        vertx
            .createNetServer()
            .connectHandler(socket -> respond(socket, List.of(responses).iterator()))
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
    return OtherServer.parse("http://127.0.0.1:" + port);
  }

  private void respond(NetSocket socket, Iterator<String> responses) {
    connections.incrementAndGet();
    socket.handler(
        request -> {
          if (responses.hasNext()) {
            socket.write(responses.next());
          }
          if (!responses.hasNext()) {
            socket.close();
          }
        });
  }

  /** Measures a bare route against another server. */
  private RowResult measure(Vertx vertx, OtherServer other) throws Exception {
    int port = FreePorts.find(1).get(0);
    Path body = Files.writeString(files.resolve("body.json"), BODY);
    try (ProgramRunner programs = new ProgramRunner(Path.of("..").toRealPath(), files)) {
      Program ours =
          programs.start(
              ProgramSpec.of(
                  "ours",
                  ConstantRoute.class,
                  LAST.path(),
                  Integer.toString(port),
                  body.toString()),
              new CpuPlacement(Optional.empty(), false),
              64);
      ours.awaitOutput("^ready");
      RunningService service = new RunningService(ours, new Ports(port, 0, 0));
      return new Measurement(new AgainstScenario(vertx, LENGTH, service, other, LAST), LENGTH)
          .run()
          .get(0);
    }
  }

  @Test
  void rowShouldBeMeasuredWhenTheOtherServerSendsChunksAndClosesConnections(Vertx vertx)
      throws Exception {
    // Given
    OtherServer other = fake(vertx, CHUNKED, CHUNKED);

    // When
    RowResult result = measure(vertx, other);

    // Then it was measured only once, over many connections
    assertThat(result).isInstanceOf(MeasuredRow.class);
    assertThat(((MeasuredRow) result).rounds()).hasSize(LENGTH.rounds());
    assertThat(connections).hasValueGreaterThan(10 * LAST.connections());
    assertThat(new Report(Map.of(), List.of(result)).text())
        .contains(other.toString(), "for comparison", "; it closed ")
        .doesNotContain("MISSED", "floor");
  }

  @Test
  void rowShouldNotBeMeasuredWhenTheOtherServerClosesConnectionsWithinAResponse(Vertx vertx)
      throws Exception {
    // Given
    String partial = CHUNKED.substring(0, CHUNKED.length() - 2);
    OtherServer other = fake(vertx, CHUNKED, partial);

    // When
    RowResult result = measure(vertx, other);

    // Then
    assertThat(result).isInstanceOf(UnmeasuredRow.class);
    assertThat(((UnmeasuredRow) result).reason()).contains("closed the connection");
  }

  @Test
  void checkShouldPassWhenTheResponseIsAsTheContractSays(Vertx vertx) throws Exception {
    LAST.check(fake(vertx, CHUNKED).dataCollector());
    String created = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
    ContractRequest.registration("POST /users").check(fake(vertx, created).userManager());
  }

  @ParameterizedTest
  @CsvSource({
    "404, {}, returned 404 instead of 200",
    "201, {}, returned 201 instead of 200",
    "200, '{\"firstSeen\":0}', without flights",
    "200, '{\"firstSeen\":null}', without flights",
    "200, [], without flights",
    "200, null, without flights",
    "200, hello, without flights",
  })
  void checkShouldFailWithOneLineWhenTheResponseIsNotAsTheContractSays(
      int status, String body, String problem, Vertx vertx) {
    // Given
    String response =
        "HTTP/1.1 %d Status\r\nContent-Length: %d\r\n\r\n%s".formatted(status, body.length(), body);
    URI url = fake(vertx, response).dataCollector();

    // Then
    assertThatThrownBy(() -> LAST.check(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("--against: GET " + url + "/flights/last ", problem, "MONGO_URL")
        .message()
        .hasLineCount(1);
  }

  @Test
  void checkShouldFailWhenNoServerListens() {
    assertThatThrownBy(() -> LAST.check(URI.create("http://127.0.0.1:1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("http://127.0.0.1:1/flights/last", "start the other server");
  }
}
