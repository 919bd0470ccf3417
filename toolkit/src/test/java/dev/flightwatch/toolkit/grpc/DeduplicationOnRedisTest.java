package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.StringValue;
import dev.flightwatch.testkit.EmbeddedRedis;
import dev.flightwatch.toolkit.idempotency.ForgetfulProxy;
import dev.flightwatch.toolkit.idempotency.RedisIdempotencyStore;
import dev.flightwatch.toolkit.idempotency.RedisTestOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(VertxExtension.class)
class DeduplicationOnRedisTest {
  private static EmbeddedRedis redis;

  private final Logger log = (Logger) LoggerFactory.getLogger(Deduplication.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final RequestKey key = anyKey();
  private Vertx vertx;
  private Deduplication target;

  @BeforeAll
  static void startRedis() throws Exception {
    redis = new EmbeddedRedis();
  }

  @AfterAll
  static void stopRedis() throws Exception {
    redis.close();
  }

  @BeforeEach
  void open(Vertx vertx) {
    this.vertx = vertx;
    target = replica(vertx);
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stopWatchingTheLog() {
    log.detachAppender(lines);
  }

  @Test
  void onceShouldReturnTheFirstResponseWhenAnotherReplicaRecordedIt() throws Exception {
    // given
    String first = once(target, key);

    // then
    assertThat(once(replica(vertx), key)).isEqualTo(first).isEqualTo("call 1");
  }

  @Test
  void onceShouldReturnTheFirstResponseWhenTheServiceWasRestarted() throws Exception {
    // given
    Vertx before = Vertx.vertx();
    String first = once(replica(before), key);
    before.close().await(10, TimeUnit.SECONDS);

    // then
    assertThat(once(target, key)).isEqualTo(first).isEqualTo("call 1");
  }

  @Test
  void sharedShouldContinueToRecordWhenTheInstanceThatCreatedItIsUndeployed() throws Exception {
    // given
    String deployment = await(vertx.deployVerticle(verticle(this::shared)));
    once(shared(), anyKey());

    // when
    await(vertx.undeploy(deployment));

    // then
    assertThat(once(shared(), key)).isEqualTo(once(target, key));
    assertThat(shared().storeFailures()).isZero();
  }

  private Deduplication shared() {
    return Deduplication.shared(
        vertx,
        "a grpc",
        () ->
            new RedisIdempotencyStore(vertx, RedisTestOptions.of(redis), Duration.ofSeconds(300)));
  }

  private static VerticleBase verticle(Runnable start) {
    return new VerticleBase() {
      @Override
      public Future<?> start() {
        start.run();
        return Future.succeededFuture();
      }
    };
  }

  @Test
  void onceShouldCallAgainOnEveryReplicaWhenTheFirstFailedOrMayNotBeRecorded() throws Exception {
    // given
    assertThatThrownBy(
            () ->
                await(
                    target.once(
                        key,
                        StringValue.parser(),
                        () -> Future.failedFuture(new IllegalStateException("unknown")))))
        .hasMessage("unknown");
    await(counted(target, key, response -> false));

    // then
    assertThat(once(replica(vertx), key)).isEqualTo("call 2");
  }

  @Test
  void onceShouldServeWithOneWarningAndRecoverWhenRedisIsStoppedAndStarted() throws Exception {
    // given
    warmUp();
    long failuresBefore = target.storeFailures();
    redis.stop();

    // when
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      once(target, anyKey());
      assertThat(millisSince(start)).isLessThan(1_000);
    }
    redis.start();

    // then
    assertThat(target.storeFailures() - failuresBefore).isBetween(5L, 10L);
    assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    assertRecordsAgain();
    assertThat(lines.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.WARN, Level.INFO);
  }

  @Test
  void onceShouldServeInTimeAndRecoverWhenRedisStallsAndResumes() throws Exception {
    // given
    warmUp();
    redis.stall();

    // when
    List<Long> tookMillis = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      once(target, anyKey());
      tookMillis.add(millisSince(start));
    }
    redis.resume();

    // then
    // Not twice 250 ms; the quicker of two, since a loaded machine adds to one.
    assertThat(Math.min(tookMillis.get(0), tookMillis.get(1))).isBetween(240L, 450L);
    assertThat(Collections.min(tookMillis)).as("once given up").isLessThan(100);
    assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    assertRecordsAgain();
  }

  @Test
  void onceShouldRecoverWhenAllConnectionsAreLostSilently() throws Exception {
    // given
    ForgetfulProxy proxy = new ForgetfulProxy(vertx, redis.port());
    target =
        new Deduplication(
            new RedisIdempotencyStore(
                vertx, RedisTestOptions.by(proxy.port()), Duration.ofMinutes(5)));
    warmUp();
    await(
        Future.all(
            IntStream.range(0, 50)
                .mapToObj(i -> counted(target, anyKey(), response -> true))
                .toList()));

    // when
    int forgotten = proxy.forget();
    lines.list.clear();

    // then
    assertThat(forgotten).isEqualTo(4);
    for (int i = 0; i < 4; i++) {
      once(target, anyKey());
    }
    assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    assertRecordsAgain();
  }

  /** A busy machine may take more than 250 ms for a first connection. */
  private void warmUp() throws Exception {
    assertRecordsAgain();
    lines.list.clear();
  }

  /** Within 10 s, and with no help. */
  private void assertRecordsAgain() throws Exception {
    Deduplication another = replica(vertx);
    long start = System.nanoTime();
    boolean recorded = false;
    while (!recorded && millisSince(start) < 10_000) {
      RequestKey fresh = anyKey();
      recorded = once(target, fresh).equals(once(another, fresh));
      vertx.timer(50, TimeUnit.MILLISECONDS).await(5, TimeUnit.SECONDS);
    }
    assertThat(recorded).as("recorded again within 10 s").isTrue();
  }

  private static RequestKey anyKey() {
    return new RequestKey("Say", "client", UUID.randomUUID().toString(), "a@b.c");
  }

  private static Deduplication replica(Vertx vertx) {
    return new Deduplication(
        new RedisIdempotencyStore(vertx, RedisTestOptions.of(redis), Duration.ofSeconds(300)));
  }

  private String once(Deduplication replica, RequestKey request) throws Exception {
    return await(counted(replica, request, response -> true)).getValue();
  }

  private Future<StringValue> counted(
      Deduplication replica, RequestKey request, Predicate<StringValue> recordable) {
    return replica.once(
        request,
        StringValue.parser(),
        () -> Future.succeededFuture(StringValue.of("call " + calls.incrementAndGet())),
        recordable);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.SECONDS);
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
