package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.management.HealthCheck;
import dev.flightwatch.toolkit.management.ManagementServer;
import dev.flightwatch.toolkit.management.UnhealthyException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthProbeTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @ParameterizedTest
  @CsvSource({"true, true, HTTP 200", "true, false, HTTP 503", "false, true, HTTP 503"})
  void statusShouldBeThatOfReadiness(boolean serves, boolean healthy, String expected)
      throws Exception {
    // given
    Future<Void> dependency =
        healthy
            ? Future.succeededFuture()
            : Future.failedFuture(new UnhealthyException("unavailable", new JsonObject()));
    ManagementServer server = open(dependency);
    List<Deployment> chain = serves ? List.of(server.readiness()) : List.of();
    await(DeploymentChain.deploy(vertx, new JsonObject(), chain));
    // when
    String status = HealthProbe.status(server.port(), TIMEOUT);
    // then
    assertThat(status).isEqualTo(expected);
    assertThat(HealthProbe.isReady(status)).isEqualTo(serves && healthy);
  }

  @Test
  void statusShouldBeATimeoutWhenTheServerIsSilent() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String status = HealthProbe.status(silent.getLocalPort(), Duration.ofMillis(50));
      assertThat(status).isEqualTo("no response: Read timed out");
      assertThat(HealthProbe.isReady(status)).isFalse();
    }
  }

  private ManagementServer open(Future<?> dependency) throws Exception {
    return await(
        ManagementServer.open(
            vertx,
            "probed",
            "127.0.0.1",
            0,
            List.of(new HealthCheck("dependency", true, () -> dependency.mapEmpty()))));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
