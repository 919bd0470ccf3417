package dev.flightwatch.toolkit.idempotency;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * The responses to requests with an id, each kept for the time to live of the store.
 *
 * <p>A failed future means that the store is unavailable and says nothing about the request. The
 * caller then runs the request again, so a store protects only requests that are safe to repeat.
 * Every operation completes or fails within a time limit. Safe for use by any thread.
 */
public interface IdempotencyStore {
  /** Returns the response recorded for the key; empty when there is none or it has expired. */
  Future<Optional<Buffer>> find(String key);

  /**
   * Records a response. Until it expires, another response for the same key changes neither it nor
   * its expiry.
   */
  Future<Void> record(String key, Buffer response);
}
