package dev.flightwatch.bench.floor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Waits for the end of what the bare driver publishes. */
final class Completion<T> implements Subscriber<T> {
  private final CompletableFuture<T> last = new CompletableFuture<>();
  private T latest;

  private Completion() {}

  /** The last thing published; null when there was none. */
  static <T> T of(Publisher<T> publisher, Duration patience) throws Exception {
    Completion<T> completion = new Completion<>();
    publisher.subscribe(completion);
    return completion.last.get(patience.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(T published) {
    latest = published;
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
