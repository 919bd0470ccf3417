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
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void askShouldBeReadyWhenTheServiceIs() throws Exception {
    // given
    ManagementServer door = serving(Future.succeededFuture());

    // when, then
    assertThat(HealthProbe.isReady(HealthProbe.ask(door.port(), PATIENCE))).isTrue();
  }

  @Test
  void askShouldNotBeReadyWhenADependencyIsDown() throws Exception {
    // given
    ManagementServer door =
        serving(Future.failedFuture(new UnhealthyException("away", new JsonObject())));

    // when
    String answer = HealthProbe.ask(door.port(), PATIENCE);

    // then
    assertThat(answer).isEqualTo("HTTP/1.1 503");
    assertThat(HealthProbe.isReady(answer)).isFalse();
  }

  @Test
  void askShouldNotBeReadyWhenTheServiceStarts() throws Exception {
    // given
    ManagementServer door = open(Future.succeededFuture());

    // when, then
    assertThat(HealthProbe.isReady(HealthProbe.ask(door.port(), PATIENCE))).isFalse();
  }

  @Test
  void askShouldGiveUpWhenNothingIsSaid() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> HealthProbe.ask(silent.getLocalPort(), Duration.ofMillis(50)))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void askShouldFailWhenNothingListens() throws Exception {
    // given
    int free;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = closed.getLocalPort();
    }

    // when, then
    assertThatThrownBy(() -> HealthProbe.ask(free, PATIENCE)).isInstanceOf(IOException.class);
  }

  private ManagementServer serving(Future<?> dependency) throws Exception {
    ManagementServer door = open(dependency);
    await(DeploymentChain.deploy(vertx, new JsonObject(), List.of(door.readiness())));
    return door;
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
