package dev.flightwatch.toolkit.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flightwatch.toolkit.cache.ResponseCache.Cacheable;
import dev.flightwatch.toolkit.cache.ResponseCache.Load;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.metrics.CacheMetrics;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResponseCacheTest {
  private static final Duration MAX_AGE = Duration.ofSeconds(5);
  private static final long MAX_BYTES = 1_048_576;
  private static final Request REQUEST = request("1");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 7);
  private final Meters meters = Meters.detached();
  private final ResponseCache target =
      new ResponseCache(new CacheMetrics(meters, "responses"), MAX_BYTES, MAX_AGE, nanos::get);
  private final List<Promise<Cacheable>> loads = new CopyOnWriteArrayList<>();

  private static Request request(String value) {
    return new Request(null, Map.of(), Map.of("value", value), Map.of(), "correlation");
  }

  private static Cacheable about(Object subject, String body) {
    return new Cacheable(Response.bytes(200, Buffer.buffer(body)), List.of(subject));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Loads a response that the test completes with {@link #complete}. */
  private Future<Response> get() {
    return get("op", REQUEST, this::begin);
  }

  private Future<Response> get(String op, Request request, Supplier<Future<Cacheable>> load) {
    return target.get(op, request, () -> Load.of(load));
  }

  private Future<Cacheable> begin() {
    Promise<Cacheable> load = Promise.promise();
    loads.add(load);
    return load.future();
  }

  private void complete(int load, String body) {
    loads.get(load).complete(about("here", body));
  }

  private static String body(Future<Response> response) {
    assertThat(response.succeeded()).isTrue();
    return response.result().body().toString();
  }

  @Test
  void getShouldDistinguishOperationsAndParameters() {
    // given
    get("op", REQUEST, () -> loaded("1"));

    // then
    assertThat(body(get("op2", REQUEST, () -> loaded("operation")))).isEqualTo("operation");
    assertThat(body(get("op", request("2"), () -> loaded("other")))).isEqualTo("other");
    Request path = new Request(null, Map.of("code", "a"), REQUEST.query(), Map.of(), "correlation");
    assertThat(body(get("op", path, () -> loaded("path")))).isEqualTo("path");
  }

  private static Future<Cacheable> loaded(String body) {
    return Future.succeededFuture(about("here", body));
  }

  static Stream<Consumer<ResponseCache>> invalidations() {
    return Stream.of(
        cache -> cache.invalidate("first"),
        cache -> cache.invalidate("second"),
        ResponseCache::invalidateAll);
  }

  @ParameterizedTest
  @MethodSource("invalidations")
  void getShouldLoadAgainWhenASubjectIsInvalidated(Consumer<ResponseCache> invalidation) {
    // given
    Response old = Response.bytes(200, Buffer.buffer("old"));
    Cacheable cacheable = new Cacheable(old, List.of("first", "second"));
    get("op", REQUEST, () -> Future.succeededFuture(cacheable));

    // when
    target.invalidate("elsewhere");
    String before = body(get());
    invalidation.accept(target);
    get();
    complete(0, "new");

    // then
    assertThat(before).isEqualTo("old");
    assertThat(body(get())).isEqualTo("new");
    assertThat(loads).hasSize(1);
  }

  @Test
  void freshResponsesShouldBeRequestedAfterTheirRequests() {
    // given
    get("op", REQUEST, () -> loaded("kept"));
    Request fresh = REQUEST.fresh(true);

    // when
    Future<Response> first = get("op", fresh, this::begin);
    List<Future<Response>> next =
        IntStream.range(0, 3).mapToObj(i -> get("op", fresh, this::begin)).toList();
    int loadsBefore = loads.size();
    String kept = body(get());
    complete(0, "first");
    boolean isNextComplete = next.get(0).isComplete();
    complete(1, "next");

    // then
    assertThat(loadsBefore).isEqualTo(1);
    assertThat(kept).isEqualTo("kept");
    assertThat(body(first)).isEqualTo("first");
    assertThat(isNextComplete).isFalse();
    assertThat(next).allSatisfy(each -> assertThat(body(each)).isEqualTo("next"));
    assertThat(loads).hasSize(2);
    assertThat(body(get())).isEqualTo("next");
  }

  @Test
  void freshResponseShouldFailWhenItCannotBeRequested() {
    // given
    Future<Response> first = get();

    // when
    Future<Response> next =
        target.get(
            "op",
            REQUEST.fresh(true),
            () -> {
              throw new IllegalStateException("not now");
            });
    complete(0, "first");

    // then
    assertThat(body(first)).isEqualTo("first");
    assertThat(next.cause()).hasMessage("not now");
    assertThat(get("op", REQUEST.fresh(true), () -> loaded("again")).succeeded()).isTrue();
  }

  @Test
  void getShouldNotCacheAResponseRequestedBeforeAnInvalidation() {
    // given
    Future<Response> early = get();

    // when
    target.invalidate("here");
    complete(0, "requested before");

    // then
    assertThat(body(early)).isEqualTo("requested before");
    assertThat(get().isComplete()).isFalse();
    assertThat(loads).hasSize(2);
  }

  @Test
  void getShouldCacheAResponseRequestedBeforeAnInvalidationOfAnotherSubject() {
    get();

    target.invalidate("elsewhere");
    complete(0, "cached");

    assertThat(body(get())).isEqualTo("cached");
    assertThat(loads).hasSize(1);
  }

  @Test
  void getShouldNotJoinALoadStartedBeforeAnInvalidation() {
    // given
    Future<Response> early = get();
    target.invalidate("here");

    // when
    Future<Response> late = get();
    complete(1, "requested after");
    complete(0, "requested before");

    // then
    assertThat(body(early)).isEqualTo("requested before");
    assertThat(body(late)).isEqualTo("requested after");
    assertThat(body(get())).isEqualTo("requested after");
  }

  @ParameterizedTest
  @CsvSource({"elsewhere, true, true", "here, true, false", "elsewhere, false, false"})
  void getShouldJoinALoadWhenOnlyOtherSubjectsWereInvalidated(
      String invalidated, boolean known, boolean joins) {
    // given
    Supplier<Load> load =
        () ->
            known
                ? Load.about("here", () -> begin().map(Cacheable::response))
                : Load.of(this::begin);
    target.get("op", REQUEST, load);

    // when
    target.invalidate(invalidated);
    Future<Response> late = target.get("op", REQUEST, load);
    complete(0, "requested before");

    // then
    assertThat(late.isComplete()).isEqualTo(joins);
    assertThat(loads).hasSize(joins ? 1 : 2);
  }

  @Test
  void getShouldNotServeAResponseRequestedBeforeTheMaximumAge() {
    // given a slow service
    get();
    pass(Duration.ofSeconds(3));
    complete(0, "old");

    // when
    pass(Duration.ofSeconds(2).minusNanos(1));
    String young = body(get());
    pass(Duration.ofNanos(1));
    Future<Response> next = get();

    // then
    assertThat(young).isEqualTo("old");
    assertThat(next.isComplete()).isFalse();
    assertThat(loads).hasSize(2);
  }

  @Test
  void getShouldNotJoinALoadStartedBeforeTheMaximumAge() {
    get();
    pass(MAX_AGE);

    Future<Response> late = get();
    complete(0, "old");

    assertThat(late.isComplete()).isFalse();
    assertThat(get().isComplete()).isFalse();
  }

  @Test
  void getShouldCacheNothingWhenTheMaximumAgeIsZero() {
    ResponseCache none =
        new ResponseCache(new CacheMetrics(meters, "none"), MAX_BYTES, Duration.ZERO, nanos::get);

    none.get("op", REQUEST, () -> Load.of(() -> loaded("1")));

    assertThat(body(none.get("op", REQUEST, () -> Load.of(() -> loaded("2"))))).isEqualTo("2");
  }

  @Test
  void getShouldLoadOnceWhenManyRequestsMiss() throws Exception {
    // given
    int many = 8;
    CyclicBarrier start = new CyclicBarrier(many);
    Callable<Future<Response>> reader =
        () -> {
          start.await(30, TimeUnit.SECONDS);
          return get();
        };

    // when
    List<Future<Response>> responses = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(many);
    for (var response : threads.invokeAll(Collections.nCopies(many, reader))) {
      responses.add(response.get());
    }
    threads.shutdown();
    complete(0, "one");

    // then
    assertThat(loads).hasSize(1);
    assertThat(responses).allSatisfy(response -> assertThat(body(response)).isEqualTo("one"));
    assertThat(meters.text().lines())
        .contains(
            "service_cache_requests_total{cache=\"responses\",result=\"hit\"} 7.0",
            "service_cache_requests_total{cache=\"responses\",result=\"miss\"} 1.0");
  }

  @Test
  void getShouldFailAllWaitingRequestsAndNotCacheTheFailure() {
    // given
    Future<Response> first = get();
    Future<Response> second = get();

    // when
    loads.get(0).fail(new IllegalStateException("unavailable"));
    Future<Response> thrown =
        get(
            "op",
            REQUEST,
            () -> {
              throw new IllegalStateException("at once");
            });

    // then
    assertThat(first.cause()).hasMessage("unavailable");
    assertThat(second.cause()).hasMessage("unavailable");
    assertThat(thrown.cause()).hasMessage("at once");
    get();
    complete(1, "available");
    assertThat(body(get())).isEqualTo("available");
  }

  @Test
  void cacheShouldStayWithinItsSize() {
    for (int i = 0; i < 1_000; i++) {
      get("op", request("" + i), () -> loaded("x".repeat(10_000)));
    }

    long kept =
        IntStream.range(0, 1_000)
            .mapToObj(i -> get("op", request("" + i), () -> Future.failedFuture("gone")))
            .filter(Future::succeeded)
            .count();
    assertThat(kept).isPositive().isLessThanOrEqualTo(MAX_BYTES / 10_000);
  }

  @Test
  void getShouldReturnWhatWasAcknowledgedBeforeTheRequest() throws Exception {
    // given a service that replies later, on other threads
    AtomicLong stored = new AtomicLong();
    AtomicLong acknowledged = new AtomicLong();
    ExecutorService service = Executors.newFixedThreadPool(2);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Callable<Void> reader =
        () -> {
          for (int i = 0; i < 20_000; i++) {
            long known = acknowledged.get();
            Load load =
                i % 2 == 0
                    ? Load.of(() -> readLater(stored, service))
                    : Load.about("here", () -> readLater(stored, service).map(Cacheable::response));
            Future<Response> response = target.get("op", REQUEST, () -> load);
            assertThat(Long.parseLong(response.await().body().toString()))
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
    service.shutdown();
  }

  private static Future<Cacheable> readLater(AtomicLong stored, ExecutorService service) {
    Promise<Cacheable> read = Promise.promise();
    service.execute(
        () -> {
          long found = stored.get();
          Thread.yield();
          read.complete(about("here", Long.toString(found)));
        });
    return read.future();
  }
}
