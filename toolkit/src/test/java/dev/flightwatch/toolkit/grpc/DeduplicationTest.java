package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.StringValue;
import dev.flightwatch.toolkit.idempotency.IdempotencyStore;
import dev.flightwatch.toolkit.idempotency.MemoryIdempotencyStore;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class DeduplicationTest {
  private static final RequestKey KEY = new RequestKey("Say", "client", "1", "a@b.c");

  private final LoggedWarnings warnings = new LoggedWarnings();
  private final AtomicInteger calls = new AtomicInteger();
  private final Meters meters = Meters.detached();
  private final MemoryIdempotencyStore store =
      new MemoryIdempotencyStore(Duration.ofSeconds(300), 100, Clock.systemUTC());
  private final Deduplication target = new Deduplication(store, meters, "test grpc");

  @AfterEach
  void stopWatchingTheLog() {
    warnings.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Say, client, 1, a@b.c, call 1",
    "Shout, client, 1, a@b.c, call 2",
    "Say, other, 1, a@b.c, call 2",
    "Say, client, 2, a@b.c, call 2",
    "Say, client, 1, other@b.c, call 2",
    "Say, clien, t1, a@b.c, call 2",
  })
  void onceShouldReturnTheFirstResponseUnlessAnyPartOfTheKeyDiffers(
      String rpc, String clientId, String messageId, String subject, String response) {
    // given
    once(target, KEY, this::counted);

    // when
    RequestKey other = new RequestKey(rpc, clientId, messageId, subject);

    // then
    assertThat(once(target, other, this::counted).result()).isEqualTo(response);
    assertThat(KEY.stored()).startsWith("Say:").hasSize(4 + 64);
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "client, ''", "'', ''"})
  void onceShouldNeitherLookUpNorRecordWhenAnIdIsEmpty(String clientId, String messageId) {
    // given
    RequestKey nameless = new RequestKey("Say", clientId, messageId, "a@b.c");
    Deduplication untouched = new Deduplication(null, meters, "test grpc");

    // then
    assertThat(once(untouched, nameless, this::counted).result()).isEqualTo("call 1");
    assertThat(once(untouched, nameless, this::counted).result()).isEqualTo("call 2");
  }

  @Test
  void onceShouldCallOnceAndCompleteEachRepeatOnItsOwnContext(Vertx vertx) throws Exception {
    // given
    Promise<String> response = Promise.promise();
    Future<String> first = once(target, KEY, response::future);
    Context context = vertx.getOrCreateContext();
    Promise<Context> seen = Promise.promise();

    // when
    Future<String> second = once(target, KEY, this::counted);
    context.runOnContext(
        v -> {
          once(target, KEY, this::counted).map(text -> Vertx.currentContext()).onComplete(seen);
          new Thread(() -> response.complete("one")).start();
        });

    // then
    assertThat(await(seen.future())).isSameAs(context);
    assertThat(await(first)).isEqualTo("one").isEqualTo(await(second));
    assertThat(calls).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void onceShouldCallAgainWhenTheFirstFailed(boolean thrown) {
    // given
    RuntimeException defect = new IllegalStateException("a defect");
    Supplier<Future<String>> failing =
        () -> {
          if (thrown) {
            throw defect;
          }
          return Future.failedFuture(defect);
        };

    // then
    assertThatThrownBy(() -> await(once(target, KEY, failing))).hasMessage("a defect");
    assertThat(once(target, KEY, this::counted).result()).isEqualTo("call 1");
  }

  @ParameterizedTest
  @CsvSource({"true, 2", "false, 4"})
  void onceShouldServeWithOneWarningWhenTheStoreFails(boolean finds, int failures) {
    // given
    Deduplication faulty = new Deduplication(new FaultyStore(finds), meters, "test grpc");

    // then
    assertThat(once(faulty, KEY, this::counted).result()).isEqualTo("call 1");
    assertThat(once(faulty, KEY, this::counted).result()).isEqualTo("call 2");
    assertThat(warnings.lines()).hasSize(finds ? 2 : 1);
    assertThat(meters.text())
        .contains("store_failures_total{server=\"test grpc\"} " + failures + ".0")
        .contains("store_away{server=\"test grpc\"} 1.0");
  }

  @Test
  void onceShouldNotWaitForTheStoreAgainWhenTheLookUpFailed() {
    // given
    IdempotencyStore slow =
        new IdempotencyStore() {
          @Override
          public Future<Optional<Buffer>> find(String key) {
            return Future.failedFuture("timeout");
          }

          @Override
          public Future<Void> record(String key, Buffer response) {
            return Promise.<Void>promise().future();
          }
        };

    // then
    assertThat(once(new Deduplication(slow, meters, "test grpc"), KEY, this::counted).result())
        .isEqualTo("call 1");
  }

  @Test
  void onceShouldCallAgainWhenTheRecordedResponseCannotBeDecoded() {
    // given
    store.record(KEY.stored(), Buffer.buffer(new byte[] {10, -1}));

    // then
    assertThat(once(target, KEY, this::counted).result()).isEqualTo("call 1");
  }

  @Test
  void sharedShouldBeTheSameForAllInstancesOfAServerAndNoOther(Vertx vertx) {
    // when
    Deduplication first = Deduplication.shared(vertx, "a grpc", () -> store);

    // then
    assertThat(Deduplication.shared(vertx, "a grpc", () -> null)).isSameAs(first);
    assertThat(Deduplication.shared(vertx, "b grpc", () -> store)).isNotSameAs(first);
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

  /** Contains nothing, fails to record, and may fail to find. */
  private record FaultyStore(boolean finds) implements IdempotencyStore {
    @Override
    public Future<Optional<Buffer>> find(String key) {
      return finds ? Future.succeededFuture(Optional.empty()) : Future.failedFuture("unavailable");
    }

    @Override
    public Future<Void> record(String key, Buffer response) {
      return Future.failedFuture("unavailable");
    }
  }
}
