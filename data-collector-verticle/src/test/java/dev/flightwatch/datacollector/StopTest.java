package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpCaller;
import dev.flightwatch.datacollector.testing.HttpReply;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The stop of the deployed service. */
class StopTest {
  private static final Duration DELAY = Duration.ofSeconds(2);

  @AutoClose
  private final ServiceRig rig =
      new ServiceRig((vertx, config) -> config.put("http_stop_delay_seconds", DELAY.toSeconds()));

  @Test
  void stopShouldEndReadinessFirstAndCompleteRequestsInFlightAfterTheDelay() {
    // given
    HttpCaller management = rig.management();
    ServingStatus before = rig.grpc.health("DataCollector");
    Future<HttpReply> inFlight =
        rig.http.send(
            HttpMethod.POST,
            "/interests",
            Map.of("Content-Type", "application/json"),
            Buffer.buffer("{\"email\":\"hanging@unict.it\",\"airport\":\"LICC\"}"));
    awaitUntil(rig.vertx, () -> !rig.users.requestsAbout("hanging@unict.it").isEmpty());

    // when
    long begin = System.nanoTime();
    Future<Void> stopped = rig.beginStop();
    awaitUntil(rig.vertx, () -> management.get("/health/ready").status() == 503);
    HttpReply ready = management.get("/health/ready");
    ServingStatus health = rig.grpc.health("DataCollector");

    // then
    assertThat(ready.json().getString("reason")).isEqualTo("stopping");
    assertThat(before).isEqualTo(ServingStatus.SERVING);
    assertThat(health).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(await(inFlight).code()).isEqualTo("user_manager_away");
    await(stopped);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(DELAY);
  }
}
