package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Curl.Reply;
import dev.flightwatch.standalone.Load.Sample;
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

/** A SIGTERM while people register and an airport is read. */
@Tag("chaos")
class StopUnderLoadIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path data;

  private FlightwatchProcess start() throws Exception {
    return FlightwatchProcess.start(data, Map.of(), "--emulator").awaitReady();
  }

  @Test
  void everyAnswerShouldBeKeptWhenProcessIsToldToEnd() throws Exception {
    List<Sample> answers;
    try (FlightwatchProcess target = start()) {
      assertThat(Chaos.register(target.userManager(), "sara").join().status()).isEqualTo(201);
      answers = endUnderLoad(target);
    }
    try (FlightwatchProcess next = start()) {
      assertKept(next, answers);
    }
  }

  private List<Sample> endUnderLoad(FlightwatchProcess target) throws Exception {
    URI users = target.userManager();
    URI flights = target.dataCollector();
    URI health = target.userManagerHealth();
    JsonObject slow = new JsonObject().put("fault", "slow").put("delay_millis", 3000);
    assertThat(Curl.post(target.emulator(), "/emulator/faults", slow).status()).isBetween(200, 204);
    try (Load registrations = Load.begin(5, i -> Chaos.register(users, "load-" + i));
        Load readiness = Load.begin(50, i -> Chaos.get(health, health.getPath()))) {
      Chaos.pass(Chaos.scaled(5, 2));
      CompletableFuture<Reply> followed = Chaos.follow(flights, "sara", "LICC");
      Chaos.pass(Duration.ofSeconds(1));
      assertThat(followed).as("the collection").isNotDone();
      long told = System.nanoTime();
      int code = target.terminate();
      Duration took = Duration.ofNanos(System.nanoTime() - told);

      List<Sample> asked = registrations.end();
      List<Sample> ready = readiness.end();
      long unready = first(ready, told, 503);
      long refused = first(asked, told, Load.NONE);
      Chaos.print(
          "SIGTERM under load: exit code %d after %d ms; registrations %s; not ready after %d ms,"
              + " first refused after %d ms; the follow under way: %d",
          code, took.toMillis(), Load.figures(asked), unready, refused, followed.join().status());
      assertThat(code).as(target.output()).isZero();
      assertThat(took).isLessThan(LIMIT);
      assertThat(Load.byStatus(ready)).containsKeys(200, 503);
      assertThat(unready).isBetween(0L, refused);
      assertThat(followed.join().status()).isEqualTo(200);
      assertThat(sentBefore(told, asked)).noneMatch(sample -> sample.status() == Load.NONE);
      assertThat(target.output())
          .doesNotContain("did not stop gracefully", "did not finish within", "cut off");
      return asked;
    }
  }

  private static List<Sample> sentBefore(long told, List<Sample> samples) {
    return samples.stream().filter(sample -> !sample.sentAfter(told)).toList();
  }

  /** After how many milliseconds the first answer of that status came; -1 when none did. */
  private static long first(List<Sample> samples, long told, int status) {
    return Load.withStatus(status, samples).stream()
        .mapToLong(sample -> (sample.due() - told) / 1_000_000 + sample.millis())
        .min()
        .orElse(-1);
  }

  private static void assertKept(FlightwatchProcess next, List<Sample> answers) {
    List<Sample> acknowledged = Load.withStatus(201, answers);
    for (Sample sample : acknowledged) {
      Reply repeat = Chaos.register(next.userManager(), "load-" + sample.number()).join();
      assertThat(repeat.status()).as(repeat.text()).isEqualTo(201);
      assertThat(repeat.replayed()).isTrue();
    }
    Reply interests = Chaos.get(next.dataCollector(), "/interests?email=sara@example.com").join();
    assertThat(interests.json().getJsonArray("airports")).containsExactly("LICC");
    Reply last = Chaos.get(next.dataCollector(), "/flights/last?airport=LICC").join();
    assertThat(last.json().getString("source")).isEqualTo("opensky");
    Chaos.print("  kept after the next start: %d of %d", acknowledged.size(), acknowledged.size());
  }
}
