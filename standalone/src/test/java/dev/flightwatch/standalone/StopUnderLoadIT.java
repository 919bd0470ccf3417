package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.standalone.SteadyLoad.TimedRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A SIGTERM during registrations and while an airport is collected. */
@Tag("chaos")
class StopUnderLoadIT {
  @TempDir Path data;

  private FlightwatchProcess start() throws Exception {
    return FlightwatchProcess.start(data, Map.of("HTTP_STOP_DELAY_SECONDS", "1"), "--emulator")
        .awaitReady();
  }

  @Test
  void acknowledgedRequestsShouldBeKeptWhenProcessIsTerminated() throws Exception {
    List<TimedRequest> requests;
    try (FlightwatchProcess target = start()) {
      assertThat(ChaosRun.register(target.userManager(), "sara").join().status()).isEqualTo(201);
      requests = terminateUnderLoad(target);
    }
    try (FlightwatchProcess next = start()) {
      assertKept(next, requests);
    }
  }

  private List<TimedRequest> terminateUnderLoad(FlightwatchProcess target) throws Exception {
    URI users = target.userManager();
    URI flights = target.dataCollector();
    URI health = target.userManagerHealth();
    JsonObject slow = new JsonObject().put("fault", "slow").put("delay_millis", 3000);
    assertThat(Curl.post(target.emulator(), "/emulator/faults", slow).status()).isBetween(200, 204);
    try (SteadyLoad registrations =
            SteadyLoad.begin(5, i -> ChaosRun.register(users, "load-" + i));
        SteadyLoad readiness = SteadyLoad.begin(50, i -> ChaosRun.get(health, health.getPath()))) {
      ChaosRun.pause(ChaosRun.scaled(5, 2));
      CompletableFuture<Reply> followed = ChaosRun.follow(flights, "sara", "LICC");
      ChaosRun.pause(Duration.ofSeconds(1));
      assertThat(followed).as("the collection").isNotDone();
      long signalled = System.nanoTime();
      int code = target.terminate();
      Duration duration = Duration.ofNanos(System.nanoTime() - signalled);

      List<TimedRequest> sent = registrations.end();
      List<TimedRequest> ready = readiness.end();
      long unready = first(ready, signalled, 503);
      long rejected = first(sent, signalled, SteadyLoad.NO_RESPONSE);
      ChaosRun.print(
          "SIGTERM under load: exit code %d after %d ms; registrations %s; not ready after %d ms,"
              + " first request without response after %d ms; the follow in flight: %d",
          code,
          duration.toMillis(),
          SteadyLoad.summary(sent),
          unready,
          rejected,
          followed.join().status());
      assertThat(code).as(target.output()).isZero();
      assertThat(SteadyLoad.byStatus(ready)).containsKeys(200, 503);
      assertThat(unready).isBetween(0L, rejected);
      assertThat(followed.join().status()).isEqualTo(200);
      assertThat(sentBefore(signalled, sent))
          .noneMatch(request -> request.status() == SteadyLoad.NO_RESPONSE);
      assertThat(target.output())
          .doesNotContain("did not stop gracefully", "did not finish within", "cut off");
      return sent;
    }
  }

  private static List<TimedRequest> sentBefore(long signalled, List<TimedRequest> requests) {
    return requests.stream().filter(request -> !request.sentAfter(signalled)).toList();
  }

  /** Returns the milliseconds until the first response with a status; -1 without one. */
  private static long first(List<TimedRequest> requests, long signalled, int status) {
    return SteadyLoad.withStatus(status, requests).stream()
        .mapToLong(request -> (request.due() - signalled) / 1_000_000 + request.millis())
        .min()
        .orElse(-1);
  }

  private static void assertKept(FlightwatchProcess next, List<TimedRequest> requests) {
    List<TimedRequest> acknowledged = SteadyLoad.withStatus(201, requests);
    for (TimedRequest request : acknowledged) {
      ChaosRun.assertReplayed(next.userManager(), "load-" + request.number());
    }
    Reply interests =
        ChaosRun.get(next.dataCollector(), "/interests?email=sara@example.com").join();
    assertThat(interests.json().getJsonArray("airports")).containsExactly("LICC");
    Reply last = ChaosRun.get(next.dataCollector(), "/flights/last?airport=LICC").join();
    assertThat(last.json().getString("source")).isEqualTo("opensky");
    ChaosRun.print(
        "  kept after the next start: %d of %d", acknowledged.size(), acknowledged.size());
  }
}
