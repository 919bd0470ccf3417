package dev.flightwatch.toolkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flightwatch.toolkit.cache.ResponseCache.Cacheable;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ResponseCacheTest {
  private static final Duration MAX_AGE = Duration.ofSeconds(5);
  private static final long MAX_BYTES = 1_048_576;
  private static final Request CALL = call("1");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 7);
  private final ResponseCache target = new ResponseCache(MAX_BYTES, MAX_AGE, nanos::get);
  private final List<Promise<Cacheable>> questions = new ArrayList<>();

  private static Request call(String value) {
    return new Request(null, Map.of("value", value), Map.of(), "correlation");
  }

  private static Cacheable about(Object subject, String body) {
    return new Cacheable(Response.bytes(200, Buffer.buffer(body)), List.of(subject));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Asks an owner who answers when the test says so. */
  private Future<Response> get() {
    return target.get(
        "op",
        CALL,
        () -> {
          Promise<Cacheable> question = Promise.promise();
          questions.add(question);
          return question.future();
        });
  }

  private void owner(int question, String body) {
    questions.get(question).complete(about("here", body));
  }

  private static String body(Future<Response> answer) {
    assertThat(answer.succeeded()).isTrue();
    return answer.result().body().toString();
  }

  @Test
  void getShouldAskNobodyWhenTheAnswerIsKept() {
    // given
    Future<Response> first = get();
    owner(0, "kept");

    // when
    Future<Response> second = get();

    // then
    assertThat(questions).hasSize(1);
    assertThat(second.result()).isSameAs(first.result());
    assertThat(body(second)).isEqualTo("kept");
  }

  @Test
  void getShouldTellOperationsAndParametersApart() {
    // given
    Supplier<Future<Cacheable>> ask = () -> Future.succeededFuture(about("here", "1"));
    target.get("op", CALL, ask);

    // when
    Future<Response> another = target.get("op2", CALL, () -> answered("another operation"));
    Future<Response> parameter = target.get("op", call("2"), () -> answered("another parameter"));

    // then
    assertThat(body(another)).isEqualTo("another operation");
    assertThat(body(parameter)).isEqualTo("another parameter");
  }

  private static Future<Cacheable> answered(String body) {
    return Future.succeededFuture(about("here", body));
  }

  @Test
  void getShouldAskAgainWhenASubjectWasDropped() {
    // given
    get();
    owner(0, "old");

    // when
    target.invalidate("elsewhere");
    String before = body(get());
    target.invalidate("here");
    get();
    owner(1, "new");

    // then
    assertThat(before).isEqualTo("old");
    assertThat(body(get())).isEqualTo("new");
    assertThat(questions).hasSize(2);
  }

  @Test
  void getShouldAskAgainWhenAnyOfSeveralSubjectsWasDropped() {
    for (String subject : List.of("first", "second", "third")) {
      target.get(
          "op",
          CALL,
          () ->
              Future.succeededFuture(
                  new Cacheable(
                      Response.bytes(200, Buffer.buffer("old")),
                      List.of("first", "second", "third"))));

      target.invalidate(subject);

      assertThat(body(target.get("op", CALL, () -> answered("new")))).isEqualTo("new");
      target.invalidate("here");
    }
  }

  @Test
  void getShouldAskAgainWhenAllWasDropped() {
    get();
    owner(0, "old");

    target.invalidateAll();
    get();
    owner(1, "new");

    assertThat(body(get())).isEqualTo("new");
  }

  @Test
  void getShouldNotKeepWhatWasAskedForBeforeADrop() {
    // given
    Future<Response> early = get();

    // when
    target.invalidate("here");
    owner(0, "asked before");

    // then
    assertThat(body(early)).isEqualTo("asked before");
    assertThat(target.stats().entries()).isZero();
    assertThat(get().isComplete()).isFalse();
    assertThat(questions).hasSize(2);
  }

  @Test
  void getShouldKeepWhatWasAskedForBeforeADropOfAnotherSubject() {
    get();

    target.invalidate("elsewhere");
    owner(0, "kept");

    assertThat(body(get())).isEqualTo("kept");
    assertThat(questions).hasSize(1);
  }

  @Test
  void getShouldNotJoinWhoAskedBeforeADrop() {
    // given
    Future<Response> early = get();
    target.invalidate("here");

    // when
    Future<Response> late = get();
    owner(1, "asked after");
    owner(0, "asked before");

    // then
    assertThat(body(early)).isEqualTo("asked before");
    assertThat(body(late)).isEqualTo("asked after");
    assertThat(body(get())).isEqualTo("asked after");
  }

  @Test
  void getShouldGiveNothingThatWasAskedForLongerAgoThanTheMaximumAge() {
    // given an owner who takes his time
    get();
    pass(Duration.ofSeconds(3));
    owner(0, "old");

    // when
    pass(Duration.ofSeconds(2).minusNanos(1));
    String young = body(get());
    pass(Duration.ofNanos(1));
    Future<Response> next = get();

    // then
    assertThat(young).isEqualTo("old");
    assertThat(next.isComplete()).isFalse();
    assertThat(questions).hasSize(2);
  }

  @Test
  void getShouldNotJoinWhoAskedLongerAgoThanTheMaximumAge() {
    get();
    pass(MAX_AGE);

    Future<Response> late = get();
    owner(0, "old");

    assertThat(late.isComplete()).isFalse();
    assertThat(target.stats().entries()).isZero();
  }

  @Test
  void getShouldKeepNothingWhenTheMaximumAgeIsZero() {
    ResponseCache none = new ResponseCache(MAX_BYTES, Duration.ZERO, nanos::get);

    none.get("op", CALL, () -> answered("1"));

    assertThat(body(none.get("op", CALL, () -> answered("2")))).isEqualTo("2");
  }

  @Test
  void getShouldAskOnceWhenManyMissAtOnce() throws Exception {
    // given
    int many = 8;
    CyclicBarrier start = new CyclicBarrier(many);
    AtomicInteger asked = new AtomicInteger();
    Promise<Cacheable> question = Promise.promise();
    Callable<Future<Response>> reader =
        () -> {
          start.await(10, TimeUnit.SECONDS);
          return target.get(
              "op",
              CALL,
              () -> {
                asked.incrementAndGet();
                return question.future();
              });
        };

    // when
    List<Future<Response>> answers = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(many);
    for (var answer : threads.invokeAll(Collections.nCopies(many, reader))) {
      answers.add(answer.get());
    }
    threads.shutdown();
    question.complete(about("here", "one"));

    // then
    assertThat(asked).hasValue(1);
    assertThat(answers).allSatisfy(answer -> assertThat(body(answer)).isEqualTo("one"));
    assertThat(target.stats().misses()).isEqualTo(1);
    assertThat(target.stats().joins()).isEqualTo(many - 1);
  }

  @Test
  void getShouldGiveAFailureToAllWhoWaitAndKeepNone() {
    // given
    Future<Response> first = get();
    Future<Response> second = get();

    // when
    questions.get(0).fail(new IllegalStateException("away"));

    // then
    assertThat(first.cause()).hasMessage("away");
    assertThat(second.cause()).hasMessage("away");
    get();
    owner(1, "back");
    assertThat(body(get())).isEqualTo("back");
  }

  @Test
  void getShouldFailWhenAskingThrows() {
    Future<Response> thrown =
        target.get(
            "op",
            CALL,
            () -> {
              throw new IllegalStateException("at once");
            });

    assertThat(thrown.cause()).hasMessage("at once");
    get();
    assertThat(questions).hasSize(1);
  }

  @Test
  void cacheShouldStayWithinItsBytes() {
    for (int i = 0; i < 1_000; i++) {
      target.get("op", call("" + i), () -> answered("x".repeat(10_000)));
    }

    ResponseCache.Stats stats = target.stats();
    assertThat(stats.bytes()).isPositive().isLessThanOrEqualTo(MAX_BYTES);
    assertThat(stats.entries()).isPositive().isLessThanOrEqualTo(MAX_BYTES / 10_000);
    assertThat(stats.evictions() + stats.entries()).isEqualTo(1_000);
  }

  @Test
  void readersShouldSeeWhatWasAcknowledgedBeforeTheyCame() throws Exception {
    // given a store that answers on other threads, some time later
    AtomicLong stored = new AtomicLong();
    AtomicLong acknowledged = new AtomicLong();
    ExecutorService owner = Executors.newFixedThreadPool(2);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Callable<Void> reader =
        () -> {
          for (int i = 0; i < 20_000; i++) {
            long known = acknowledged.get();
            Future<Response> answer = target.get("op", CALL, () -> readLater(stored, owner));
            assertThat(Long.parseLong(answer.await().body().toString()))
                .isGreaterThanOrEqualTo(known);
          }
          return null;
        };
    Callable<Void> writer =
        () -> {
          for (int i = 0; i < 20_000; i++) {
            long written = stored.incrementAndGet();
            target.invalidate(i % 5 == 0 ? "elsewhere" : "here");
            if (i % 5 != 0) {
              acknowledged.accumulateAndGet(written, Math::max);
            }
          }
          return null;
        };

    // when
    var runs = threads.invokeAll(List.of(reader, reader, reader, writer), 60, TimeUnit.SECONDS);

    // then
    for (var run : runs) {
      assertThat(catchThrowable(run::get)).isNull();
    }
    threads.shutdown();
    owner.shutdown();
  }

  private static Future<Cacheable> readLater(AtomicLong stored, ExecutorService owner) {
    Promise<Cacheable> read = Promise.promise();
    owner.execute(
        () -> {
          long found = stored.get();
          Thread.yield();
          read.complete(about("here", Long.toString(found)));
        });
    return read.future();
  }
}
