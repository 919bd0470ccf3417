package dev.flightwatch.toolkit.grpc;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Service configs for tests. */
final class Configs {
  private Configs() {}

  static ServiceConfig timeout(String timeout) {
    return parse(new JsonObject().put("timeout", timeout));
  }

  /** Retries on UNAVAILABLE, with doubling waits. */
  static ServiceConfig retrying(String timeout, int attempts, String initial, String max) {
    return parse(
        new JsonObject()
            .put("timeout", timeout)
            .put(
                "retryPolicy",
                new JsonObject()
                    .put("maxAttempts", attempts)
                    .put("initialBackoff", initial)
                    .put("maxBackoff", max)
                    .put("backoffMultiplier", 2)
                    .put("retryableStatusCodes", new JsonArray().add("UNAVAILABLE"))));
  }

  private static ServiceConfig parse(JsonObject method) {
    method.put("name", new JsonArray().add(new JsonObject().put("service", "test.Echo")));
    JsonObject config = new JsonObject().put("methodConfig", new JsonArray().add(method));
    return ServiceConfig.parse("test", Buffer.buffer(config.encode()));
  }
}
