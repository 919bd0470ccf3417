package dev.flightwatch.toolkit.grpc;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import dev.flightwatch.toolkit.idempotency.IdempotencyStore;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.Metric;
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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a repeated request the answer that the first one got, byte for byte, while the store
 * remembers it. Repeats in parallel wait for the first, in this process. Failures are not recorded,
 * so a repeat after one is a new try. For calls that are safe to run again: while the store is away
 * every call is served, with one line at WARN.
 */
public final class Deduplication implements Shareable {
  private static final Logger log = LoggerFactory.getLogger(Deduplication.class);
  private static final int MAX_WAITED_FOR = 1000;

  private final IdempotencyStore store;
  private final Map<String, Future<? extends MessageLite>> keyToRunning = new ConcurrentHashMap<>();
  private final AtomicBoolean storeAway = new AtomicBoolean();
  private final LongAdder storeFailures = new LongAdder();

  public Deduplication(IdempotencyStore store) {
    this.store = requireNonNull(store);
  }

  /** The one that all instances of a door share; the first of them makes its store. */
  public static Deduplication shared(
      Vertx vertx, String door, Supplier<? extends IdempotencyStore> store) {
    return vertx
        .sharedData()
        .<String, Deduplication>getLocalMap(Deduplication.class.getName())
        .computeIfAbsent(
            door,
            key -> {
              Deduplication made = new Deduplication(outOfVerticles(vertx, store));
              made.show(Meters.of(vertx), door);
              return made;
            });
  }

  private void show(Meters meters, String door) {
    meters.total(
        Metric.of(
                "flightwatch_idempotency_store_failures_total",
                "Calls to the record of gRPC answers that failed")
            .with("door", door),
        storeFailures::sum);
    meters.gauge(
        Metric.of(
                "flightwatch_idempotency_store_away", "1 while the record of gRPC answers is away")
            .with("door", door),
        () -> storeAway.get() ? 1 : 0);
  }

  /** Vert.x closes the clients that a verticle made with it; the store outlives the instances. */
  private static <S> S outOfVerticles(Vertx vertx, Supplier<S> maker) {
    AtomicReference<S> made = new AtomicReference<>();
    ((VertxInternal) vertx).createEventLoopContext().dispatch(() -> made.set(maker.get()));
    return made.get();
  }

  /** The recorded answer to the request, else the call's, which is recorded. */
  public <A extends MessageLite> Future<A> once(
      RequestKey key, Parser<A> parser, Supplier<Future<A>> call) {
    return once(key, parser, call, answer -> true);
  }

  /**
   * The same for calls some of whose answers must not be given to a repeat.
   *
   * @param recordable whether an answer may be recorded
   */
  public <A extends MessageLite> Future<A> once(
      RequestKey key, Parser<A> parser, Supplier<Future<A>> call, Predicate<A> recordable) {
    if (!key.namesRequest()) {
      return call.get();
    }
    String stored = key.stored();
    Promise<A> first = Promise.promise();
    if (keyToRunning.size() < MAX_WAITED_FOR) {
      @SuppressWarnings("unchecked") // A key names its rpc, and an rpc has one type of answer.
      Future<A> running = (Future<A>) keyToRunning.putIfAbsent(stored, first.future());
      if (running != null) {
        return here(running);
      }
    }
    Future<A> answer =
        recorded(stored, parser)
            .compose(
                known ->
                    known
                        .map(Future::succeededFuture)
                        .orElseGet(
                            () -> call.get().compose(fresh -> record(stored, fresh, recordable))),
                // The caller waited for the store once; it need not wait for the same again.
                away -> call.get().onSuccess(fresh -> record(stored, fresh, recordable)));
    return answer.onComplete(done -> keyToRunning.remove(stored, first.future())).onComplete(first);
  }

  /** Brings an answer from the event loop of the request that is waited for to the waiter's. */
  private static <A> Future<A> here(Future<A> running) {
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
        .onComplete((found, failure) -> storeEnded(failure))
        .map(found -> found.flatMap(bytes -> parsed(bytes, parser)));
  }

  private static <A> Optional<A> parsed(Buffer bytes, Parser<A> parser) {
    try {
      return Optional.of(parser.parseFrom(bytes.getBytes()));
    } catch (InvalidProtocolBufferException e) {
      log.warn("A recorded answer cannot be read, so the request is served anew");
      return Optional.empty();
    }
  }

  private <A extends MessageLite> Future<A> record(String key, A answer, Predicate<A> recordable) {
    if (!recordable.test(answer)) {
      return Future.succeededFuture(answer);
    }
    return store
        .record(key, Buffer.buffer(answer.toByteArray()))
        .onComplete((recorded, failure) -> storeEnded(failure))
        .transform(done -> Future.succeededFuture(answer));
  }

  /** How often the store failed, since the start. */
  public long storeFailures() {
    return storeFailures.sum();
  }

  private void storeEnded(Throwable failure) {
    if (failure == null) {
      storeAnswered();
    } else {
      storeFailed(failure);
    }
  }

  private void storeFailed(Throwable failure) {
    storeFailures.increment();
    if (storeAway.compareAndSet(false, true)) {
      log.warn("Repeated requests are served anew until the store of answers is back", failure);
    }
  }

  private void storeAnswered() {
    if (storeAway.get() && storeAway.compareAndSet(true, false)) {
      log.info("The store of answers is back");
    }
  }
}
