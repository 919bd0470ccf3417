package dev.flightwatch.toolkit.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.flightwatch.toolkit.idempotency.IdempotencyStore;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.shareddata.Shareable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Responds to a repeated request with the recorded response of the first one, byte for byte, as
 * long as the store keeps it. Concurrent repeats in this process wait for the first one. Failures
 * are not recorded, so a repeat after a failure is served again.
 *
 * <p>For calls that may safely be served twice: while the store is unavailable, every call is
 * served, and one warning is logged. Safe for use by any thread.
 */
public final class Deduplication implements Shareable {
  private static final Logger log = LoggerFactory.getLogger(Deduplication.class);
  private static final int MAX_RUNNING = 1000;

  private final IdempotencyStore store;
  private final Map<String, Future<? extends MessageLite>> keyToRunning = new ConcurrentHashMap<>();
  private final AtomicBoolean storeUnavailable = new AtomicBoolean();
  private final DeduplicationMetrics metrics;

  Deduplication(IdempotencyStore store, Meters meters, String server) {
    this.store = store;
    metrics = new DeduplicationMetrics(meters, server, storeUnavailable::get);
  }

  /**
   * Returns the deduplication that all instances of a server share. The first caller creates it and
   * its store.
   */
  static Deduplication shared(
      Vertx vertx, String server, Supplier<? extends IdempotencyStore> store) {
    return vertx
        .sharedData()
        .<String, Deduplication>getLocalMap(Deduplication.class.getName())
        .computeIfAbsent(
            server,
            key -> new Deduplication(outsideOfVerticles(vertx, store), Meters.of(vertx), server));
  }

  /** Vert.x closes the clients that a verticle created with it; the store outlives the verticle. */
  private static <S> S outsideOfVerticles(Vertx vertx, Supplier<S> supplier) {
    AtomicReference<S> created = new AtomicReference<>();
    ((VertxInternal) vertx).createEventLoopContext().dispatch(() -> created.set(supplier.get()));
    return created.get();
  }

  /** Returns the recorded response to the request, or else the call's, which is recorded. */
  public <A extends MessageLite> Future<A> once(
      RequestKey key, Parser<A> parser, Supplier<Future<A>> call) {
    if (key.clientId().isEmpty() || key.messageId().isEmpty()) {
      return call.get();
    }
    String stored = key.stored();
    Promise<A> first = Promise.promise();
    if (keyToRunning.size() < MAX_RUNNING) {
      @SuppressWarnings("unchecked") // A key contains the method, which has one type of response.
      Future<A> running = (Future<A>) keyToRunning.putIfAbsent(stored, first.future());
      if (running != null) {
        return onCurrentContext(running);
      }
    }
    Future<A> response =
        recorded(stored, parser)
            .compose(
                known ->
                    known
                        .map(Future::succeededFuture)
                        .orElseGet(() -> call.get().compose(fresh -> record(stored, fresh))),
                // The caller has waited for the store once, and need not wait for it again.
                unavailable -> call.get().onSuccess(fresh -> record(stored, fresh)));
    return response
        .onComplete(done -> keyToRunning.remove(stored, first.future()))
        .onComplete(first);
  }

  /** Moves a response from the event loop of the first request to that of the repeat. */
  private static <A> Future<A> onCurrentContext(Future<A> running) {
    if (Vertx.currentContext() instanceof ContextInternal context) {
      Promise<A> promise = context.promise();
      running.onComplete(promise);
      return promise.future();
    }
    return running;
  }

  private <A> Future<Optional<A>> recorded(String key, Parser<A> parser) {
    return store
        .find(key)
        .onComplete((found, failure) -> storeReplied(failure))
        .map(found -> found.flatMap(bytes -> parsed(bytes, parser)));
  }

  private static <A> Optional<A> parsed(Buffer bytes, Parser<A> parser) {
    try {
      return Optional.of(parser.parseFrom(bytes.getBytes()));
    } catch (InvalidProtocolBufferException e) {
      log.warn("A recorded response cannot be decoded; the request is served again");
      return Optional.empty();
    }
  }

  private <A extends MessageLite> Future<A> record(String key, A response) {
    return store
        .record(key, Buffer.buffer(response.toByteArray()))
        .onComplete((recorded, failure) -> storeReplied(failure))
        .transform(done -> Future.succeededFuture(response));
  }

  private void storeReplied(Throwable failure) {
    if (failure != null) {
      metrics.storeFailed();
      if (storeUnavailable.compareAndSet(false, true)) {
        log.warn("Recorded responses are unavailable; repeated requests are served again", failure);
      }
    } else if (storeUnavailable.get() && storeUnavailable.compareAndSet(true, false)) {
      log.info("The store of recorded responses is available again");
    }
  }
}
