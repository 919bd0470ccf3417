package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.management.HealthCheck;
import dev.flightwatch.toolkit.management.ManagementServer;
import dev.flightwatch.toolkit.management.UnhealthyException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthProbeTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void requestShouldBeReadyWhenTheServiceIsReady() throws Exception {
    // given
    ManagementServer server = serving(Future.succeededFuture());

    // when, then
    assertThat(HealthProbe.isReady(HealthProbe.request(server.port(), TIMEOUT))).isTrue();
  }

  @Test
  void requestShouldNotBeReadyWhenADependencyIsDown() throws Exception {
    // given
    ManagementServer server =
        serving(Future.failedFuture(new UnhealthyException("unavailable", new JsonObject())));

    // when
    String status = HealthProbe.request(server.port(), TIMEOUT);

    // then
    assertThat(status).isEqualTo("HTTP/1.1 503");
    assertThat(HealthProbe.isReady(status)).isFalse();
  }

  @Test
  void requestShouldNotBeReadyWhileTheServiceStarts() throws Exception {
    // given
    ManagementServer server = open(Future.succeededFuture());

    // when, then
    assertThat(HealthProbe.isReady(HealthProbe.request(server.port(), TIMEOUT))).isFalse();
  }

  @Test
  void requestShouldTimeOutWhenTheServerIsSilent() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> HealthProbe.request(silent.getLocalPort(), Duration.ofMillis(50)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void requestShouldFailWhenNothingListens() throws Exception {
    // given
    int free;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = closed.getLocalPort();
    }

    // when, then
    assertThatThrownBy(() -> HealthProbe.request(free, TIMEOUT)).isInstanceOf(IOException.class);
  }

  private ManagementServer serving(Future<?> dependency) throws Exception {
    ManagementServer server = open(dependency);
    await(DeploymentChain.deploy(vertx, new JsonObject(), List.of(server.readiness())));
    return server;
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
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
