package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.Curl.Reply;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The length and the seed of this run of the chaos tests, and the requests that they send. */
final class ChaosRun {
  static final String PASSWORD = "correct-horse-battery";
  private static final double SCALE = Double.parseDouble(System.getProperty("chaos.scale", "1"));

  private ChaosRun() {}

  /** Returns a duration scaled by {@code -Dchaos.scale}, but not less than a minimum. */
  static Duration scaled(double seconds, double atLeast) {
    return Duration.ofMillis((long) (1000 * Math.max(atLeast, seconds * SCALE)));
  }

  /** Returns a number scaled by {@code -Dchaos.scale}, but at least 1. */
  static int scaled(int count) {
    return Math.max(1, (int) (count * SCALE));
  }

  /** Returns the seed given by {@code -Dchaos.seed}, or a new one. */
  static long seed() {
    long given = Long.getLong("chaos.seed", 0);
    return given == 0 ? System.nanoTime() : given;
  }

  static void pause(Duration time) {
    await(time, () -> false);
  }

  /** Waits for a condition; returns whether it was met in time. */
  static boolean await(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() - end < 0) {
      if (condition.getAsBoolean()) {
        return true;
      }
      new CompletableFuture<>().completeOnTimeout(null, 10, TimeUnit.MILLISECONDS).join();
    }
    return false;
  }

  static CompletableFuture<Reply> register(URI userManager, String name) {
    JsonObject body =
        new JsonObject().put("email", name + "@example.com").put("password", PASSWORD);
    return Curl.register(userManager, "request-" + name, body);
  }

  /** Repeats an acknowledged registration, and returns the response to the first one. */
  static Reply assertReplayed(URI userManager, String name) {
    Reply repeat = register(userManager, name).join();
    assertThat(repeat.status()).as(repeat.text()).isEqualTo(201);
    assertThat(repeat.replayed()).isTrue();
    return repeat;
  }

  static CompletableFuture<Reply> follow(URI dataCollector, String name, String airport) {
    JsonObject body = new JsonObject().put("email", name + "@example.com").put("airport", airport);
    return Curl.send("POST", dataCollector, "/interests", body, null);
  }

  static CompletableFuture<Reply> get(URI service, String path) {
    return Curl.send("GET", service, path, null, null);
  }

  static void print(String format, Object... values) {
    System.out.printf("chaos: " + format + "%n", values);
  }
}
