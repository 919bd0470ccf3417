package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import dev.flightwatch.testkit.EmbeddedRedis;
import dev.flightwatch.testkit.proxy.FaultProxy;
import dev.flightwatch.toolkit.idempotency.RedisIdempotencyStore;
import dev.flightwatch.toolkit.idempotency.RedisTestOptions;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class DeduplicationOnRedisTest {
  private static EmbeddedRedis redis;

  private final LoggedWarnings warnings = new LoggedWarnings();
  private final AtomicInteger calls = new AtomicInteger();
  private Vertx vertx;
  private FaultProxy proxy;
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
  void open(Vertx vertx) throws Exception {
    this.vertx = vertx;
    proxy = await(new FaultProxy(vertx, redis.port()).listen());
    target = replica(vertx, proxy.port());
    // A busy machine may take more than 250 ms for a first connection.
    assertRecordsAgain();
  }

  @AfterEach
  void stopWatchingTheLog() {
    warnings.close();
  }

  @Test
  void onceShouldReturnTheFirstResponseWhenAnotherReplicaRecordedItOrTheServiceWasRestarted()
      throws Exception {
    // given
    RequestKey key = anyKey();
    Vertx before = Vertx.vertx();
    String first = once(replica(before, redis.port()), key);
    await(before.close());

    // then
    assertThat(once(target, key)).isEqualTo(first);
    assertThat(once(replica(vertx, redis.port()), key)).isEqualTo(first);
  }

  @Test
  void sharedShouldContinueToRecordWhenTheInstanceThatCreatedItIsUndeployed() throws Exception {
    // given
    RequestKey key = anyKey();
    String deployment = await(vertx.deployVerticle(context -> Future.succeededFuture(shared())));
    once(shared(), anyKey());

    // when
    await(vertx.undeploy(deployment));

    // then
    assertThat(once(shared(), key)).isEqualTo(once(target, key));
  }

  private Deduplication shared() {
    return Deduplication.shared(
        vertx,
        "a grpc",
        () ->
            new RedisIdempotencyStore(
                vertx, RedisTestOptions.by(redis.port()), Duration.ofSeconds(300)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"disconnect", "stall", "loseConnections"})
  void onceShouldServeWithOneWarningAndRecoverWhenRedisFails(String fault) throws Exception {
    // given
    await(Future.all(IntStream.range(0, 50).mapToObj(i -> counted(target, anyKey())).toList()));
    assertThat(await(proxy.connections())).isEqualTo(8);
    assertRecordsAgain();

    // when
    await(
        switch (fault) {
          case "disconnect" -> proxy.disconnect();
          case "stall" -> proxy.stall();
          default -> proxy.loseConnections();
        });
    for (int i = 0; i < 5; i++) {
      once(target, anyKey());
    }
    await(proxy.restore());

    // then
    assertThat(warnings.lines()).filteredOn(line -> line.contains("Deduplication")).hasSize(1);
    assertRecordsAgain();
  }

  /** Without help. */
  private void assertRecordsAgain() throws Exception {
    Deduplication another = replica(vertx, redis.port());
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    boolean recorded = false;
    while (!recorded && System.nanoTime() < end) {
      RequestKey fresh = anyKey();
      recorded = once(target, fresh).equals(once(another, fresh));
      await(vertx.timer(50));
    }
    assertThat(recorded).as("recorded again within 30 s").isTrue();
    warnings.lines().clear();
  }

  private static RequestKey anyKey() {
    return new RequestKey("Say", "client", UUID.randomUUID().toString(), "a@b.c");
  }

  private static Deduplication replica(Vertx vertx, int port) {
    return new Deduplication(
        new RedisIdempotencyStore(vertx, RedisTestOptions.by(port), Duration.ofSeconds(300)),
        Meters.detached(),
        "test grpc");
  }

  private String once(Deduplication replica, RequestKey request) throws Exception {
    return await(counted(replica, request)).getValue();
  }

  private Future<StringValue> counted(Deduplication replica, RequestKey request) {
    return replica.once(
        request,
        StringValue.parser(),
        () -> Future.succeededFuture(StringValue.of("call " + calls.incrementAndGet())));
  }
}
