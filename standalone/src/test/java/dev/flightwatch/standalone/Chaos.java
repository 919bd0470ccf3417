package dev.flightwatch.standalone;

import dev.flightwatch.standalone.Curl.Reply;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What the long proofs have in common: their length, and the requests they send. */
final class Chaos {
  static final String PASSWORD = "correct-horse-battery";
  private static final double SCALE = Double.parseDouble(System.getProperty("chaos.scale", "1"));

  private Chaos() {}

  static boolean isShort() {
    return SCALE < 1;
  }

  /** A time of a proof, shortened or lengthened as the caller of the build wants it. */
  static Duration scaled(double seconds, double atLeast) {
    return Duration.ofMillis((long) (1000 * Math.max(atLeast, seconds * SCALE)));
  }

  /** How many of something, of which there is one at least. */
  static int scaled(int count) {
    return Math.max(1, (int) (count * SCALE));
  }

  /** The seed that was asked for, or a new one. */
  static long seed() {
    long given = Long.getLong("chaos.seed", 0);
    return given == 0 ? System.nanoTime() : given;
  }

  static void pass(Duration time) {
    await(time, () -> false);
  }

  /** Waits for a condition, and gives whether it came. */
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

  static CompletableFuture<Reply> follow(URI dataCollector, String name, String airport) {
    JsonObject body = new JsonObject().put("email", name + "@example.com").put("airport", airport);
    return Curl.send("POST", dataCollector, "/interests", body, null);
  }

  static CompletableFuture<Reply> get(URI service, String path) {
    return Curl.send("GET", service, path, null, null);
  }

  static void print(String format, Object... figures) {
    System.out.printf("chaos: " + format + "%n", figures);
  }
}
