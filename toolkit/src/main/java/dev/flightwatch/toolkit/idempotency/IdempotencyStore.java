package dev.flightwatch.toolkit.idempotency;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * The answers given to named requests, each kept for the store's time to live.
 *
 * <p>A future that fails says that the store is away, and nothing about the request: the caller
 * goes on as if nothing were known, so a store is used only before calls that are safe to run
 * again. Every store answers or fails within a bound of its own. Safe for any thread.
 */
public interface IdempotencyStore {
  /** The answer recorded for the key; empty when there is none, or its time is over. */
  Future<Optional<Buffer>> find(String key);

  /**
   * Records an answer. The first one stands: while it lives, another for the same key changes
   * nothing, nor how long the first is kept.
   */
  Future<Void> record(String key, Buffer answer);
}
