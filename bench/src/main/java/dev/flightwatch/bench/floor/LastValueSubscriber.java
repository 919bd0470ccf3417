package dev.flightwatch.bench.floor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Waits for the last value of a publisher of the MongoDB driver. */
final class LastValueSubscriber<T> implements Subscriber<T> {
  private final CompletableFuture<T> last = new CompletableFuture<>();
  private T latest;

  private LastValueSubscriber() {}

  /** Returns the last value; null if there was none. Blocks. */
  static <T> T of(Publisher<T> publisher, Duration timeout) throws Exception {
    LastValueSubscriber<T> subscriber = new LastValueSubscriber<>();
    publisher.subscribe(subscriber);
    return subscriber.last.get(timeout.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(T value) {
    latest = value;
  }

  @Override
  public void onError(Throwable failure) {
    last.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    last.complete(latest);
  }
}
