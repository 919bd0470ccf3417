package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.StringValue;
import dev.flightwatch.toolkit.idempotency.IdempotencyStore;
import dev.flightwatch.toolkit.idempotency.MemoryIdempotencyStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@ExtendWith(VertxExtension.class)
class DeduplicationTest {
  private static final RequestKey KEY = new RequestKey("Say", "client", "1", "a@b.c");

  private final AtomicInteger calls = new AtomicInteger();
  private final Deduplication target =
      new Deduplication(
          new MemoryIdempotencyStore(Duration.ofSeconds(300), 100, Clock.systemUTC()));

  @Test
  void onceShouldReturnTheFirstResponseWhenTheRequestIsRepeated() {
    // when
    String first = once(target, KEY, this::counted).result();
    String second = once(target, KEY, this::counted).result();

    // then
    assertThat(List.of(first, second)).containsExactly("call 1", "call 1");
  }

  @ParameterizedTest
  @CsvSource({
    "Shout, client, 1, a@b.c",
    "Say, other, 1, a@b.c",
    "Say, client, 2, a@b.c",
    "Say, client, 1, other@b.c",
    "Say, clien, t1, a@b.c",
  })
  void onceShouldCallAgainWhenAnyPartOfTheKeyDiffers(
      String rpc, String clientId, String messageId, String subject) {
    // given
    once(target, KEY, this::counted);

    // when
    RequestKey other = new RequestKey(rpc, clientId, messageId, subject);

    // then
    assertThat(once(target, other, this::counted).result()).isEqualTo("call 2");
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "client, ''", "'', ''"})
  void onceShouldNeitherLookUpNorRecordWhenAnIdIsEmpty(String clientId, String messageId) {
    // given
    RequestKey nameless = new RequestKey("Say", clientId, messageId, "a@b.c");
    Deduplication untouched = new Deduplication(new UntouchableStore());

    // then
    assertThat(once(untouched, nameless, this::counted).result()).isEqualTo("call 1");
    assertThat(once(untouched, nameless, this::counted).result()).isEqualTo("call 2");
  }

  @Test
  void onceShouldCallOnceWhenRepeatsAreConcurrent() {
    // given
    Promise<String> response = Promise.promise();
    Supplier<Future<String>> slow =
        () -> {
          calls.incrementAndGet();
          return response.future();
        };

    // when
    Future<String> first = once(target, KEY, slow);
    Future<String> second = once(target, KEY, slow);
    response.complete("one");

    // then
    assertThat(List.of(first.result(), second.result())).containsExactly("one", "one");
    assertThat(calls).hasValue(1);
  }

  @Test
  void onceShouldCompleteEachRepeatOnItsOwnContext(Vertx vertx) throws Exception {
    // given
    Promise<String> response = Promise.promise();
    once(target, KEY, response::future);
    Context context = vertx.getOrCreateContext();
    Promise<Context> seen = Promise.promise();

    // when
    context.runOnContext(
        v -> {
          once(target, KEY, this::counted).map(text -> Vertx.currentContext()).onComplete(seen);
          new Thread(() -> response.complete("one")).start();
        });

    // then
    assertThat(seen.future().await(5, TimeUnit.SECONDS)).isSameAs(context);
  }

  @Test
  void onceShouldCallAgainWhenTheFirstFailed() {
    // given
    Future<String> failed =
        once(target, KEY, () -> Future.failedFuture(new IllegalStateException("unavailable")));

    // then
    assertThat(failed.failed()).isTrue();
    assertThat(once(target, KEY, this::counted).result()).isEqualTo("call 1");
  }

  @Test
  void onceShouldFailAndRecoverWhenTheCallThrows() {
    // given
    Future<String> failed =
        once(
            target,
            KEY,
            () -> {
              throw new IllegalStateException("a defect");
            });

    // then
    assertThatThrownBy(failed::await).hasMessage("a defect");
    assertThat(once(target, KEY, this::counted).result()).isEqualTo("call 1");
  }

  @Test
  void onceShouldCallAgainWhenTheResponseMayNotBeRecorded() {
    // given
    Supplier<Future<StringValue>> call =
        () -> Future.succeededFuture(StringValue.of("call " + calls.incrementAndGet()));

    // when
    target.once(KEY, StringValue.parser(), call, response -> false);
    StringValue second = target.once(KEY, StringValue.parser(), call, response -> false).result();

    // then
    assertThat(second.getValue()).isEqualTo("call 2");
  }

  @Test
  void onceShouldServeWithOneWarningWhenTheStoreIsUnavailable() {
    // given
    ListAppender<ILoggingEvent> lines = logOf(Deduplication.class);
    Deduplication faulty =
        new Deduplication(new FaultyStore(new IllegalStateException("store unavailable")));

    // when
    String first = once(faulty, KEY, this::counted).result();
    String second = once(faulty, KEY, this::counted).result();

    // then
    assertThat(List.of(first, second)).containsExactly("call 1", "call 2");
    assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
  }

  @Test
  void onceShouldServeWhenTheResponseCannotBeRecorded() {
    // given
    Deduplication faulty = new Deduplication(new ReadOnlyStore());

    // when
    String response = once(faulty, KEY, this::counted).result();

    // then
    assertThat(response).isEqualTo("call 1");
    assertThat(faulty.storeFailures()).isOne();
  }

  @Test
  void onceShouldCallAgainWhenTheRecordedResponseCannotBeDecoded() {
    // given
    MemoryIdempotencyStore store =
        new MemoryIdempotencyStore(Duration.ofSeconds(300), 100, Clock.systemUTC());
    store.record(KEY.stored(), Buffer.buffer(new byte[] {10, -1}));

    // then
    assertThat(once(new Deduplication(store), KEY, this::counted).result()).isEqualTo("call 1");
  }

  @Test
  void sharedShouldBeTheSameForAllInstancesOfAServerAndNoOther(Vertx vertx) {
    // when
    Deduplication first = Deduplication.shared(vertx, "a grpc", UntouchableStore::new);

    // then
    assertThat(Deduplication.shared(vertx, "a grpc", UntouchableStore::new)).isSameAs(first);
    assertThat(Deduplication.shared(vertx, "b grpc", UntouchableStore::new)).isNotSameAs(first);
  }

  @Test
  void keyShouldContainNoAddressWhenItIsStoredOrPrinted() {
    assertThat(KEY.stored()).startsWith("Say:").hasSize(4 + 64);
    assertThat(KEY.toString()).doesNotContain("a@b.c", "client");
  }

  private Future<String> counted() {
    return Future.succeededFuture("call " + calls.incrementAndGet());
  }

  private static Future<String> once(
      Deduplication target, RequestKey key, Supplier<Future<String>> call) {
    return target
        .once(key, StringValue.parser(), () -> call.get().map(StringValue::of))
        .map(StringValue::getValue);
  }

  private static ListAppender<ILoggingEvent> logOf(Class<?> type) {
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    ((Logger) LoggerFactory.getLogger(type)).addAppender(appender);
    return appender;
  }

  /** Fails every call. */
  private record FaultyStore(Throwable failure) implements IdempotencyStore {
    @Override
    public Future<Optional<Buffer>> find(String key) {
      return Future.failedFuture(failure);
    }

    @Override
    public Future<Void> record(String key, Buffer response) {
      return Future.failedFuture(failure);
    }
  }

  /** Contains nothing, and fails to record. */
  private static final class ReadOnlyStore implements IdempotencyStore {
    @Override
    public Future<Optional<Buffer>> find(String key) {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Void> record(String key, Buffer response) {
      return Future.failedFuture(new IllegalStateException("store unavailable"));
    }
  }

  /** Fails the test that uses it. */
  private static final class UntouchableStore implements IdempotencyStore {
    @Override
    public Future<Optional<Buffer>> find(String key) {
      throw new AssertionError("looked up");
    }

    @Override
    public Future<Void> record(String key, Buffer response) {
      throw new AssertionError("recorded");
    }
  }
}
