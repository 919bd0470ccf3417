package dev.flightwatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.RawHttpClient;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rate of each network, behind a proxy. */
@ExtendWith(VertxExtension.class)
class ClientRatesTest {
  /** As many as fit in the buffers, so that they take much less than the seconds of a refill. */
  private static final int REQUESTS = 300;

  private static final int PER_SECOND = 1;
  private static final int AT_ONCE = 2 * PER_SECOND;

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::%x, " + AT_ONCE,
    "2001:db8:1:%x::1, " + 8 * AT_ONCE,
    "2001:db8:%x::1, " + REQUESTS,
    "203.0.%2$d.%3$d, " + REQUESTS,
  })
  void requestsShouldCountForTheNetworksOfTheirClient(String form, int served, Vertx vertx)
      throws Exception {
    int nowhere = GatewayRig.closedPort();
    int port =
        GatewayRig.of(nowhere, nowhere)
            .withClientRequests(PER_SECOND)
            .trusting("127.0.0.1")
            .open(vertx)
            .listener()
            .port();
    String requests =
        IntStream.rangeClosed(1, REQUESTS)
            .mapToObj(i -> form.formatted(i, i / 256, i % 256))
            .map(
                "GET /nothing HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: %s\r\n\r\n"
                    ::formatted)
            .collect(Collectors.joining());

    String responses =
        RawHttpClient.connect(vertx, port)
            .send(requests + "GET / HTTP/1.0\r\nX-Forwarded-For: 198.51.100.1\r\n\r\n")
            .awaitClose();

    List<String> statuses =
        responses
            .lines()
            .filter(line -> line.contains("HTTP/1.1 4"))
            .map(line -> line.replaceAll(".*HTTP/1.1 (4..).*", "$1"))
            .toList();
    assertThat(statuses).hasSize(REQUESTS);
    assertThat(statuses.subList(0, served)).containsOnly("404");
    assertThat(statuses.contains("429")).isEqualTo(served < REQUESTS);
  }
}
