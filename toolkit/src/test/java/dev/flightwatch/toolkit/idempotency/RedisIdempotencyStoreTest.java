package dev.flightwatch.toolkit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.testkit.EmbeddedRedis;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.circuitbreaker.TimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RedisIdempotencyStoreTest implements IdempotencyStoreContract {
  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(4);
  private static EmbeddedRedis server;

  private Vertx vertx;
  private Redis plain;
  private RedisIdempotencyStore target;

  @BeforeAll
  static void startServer() throws Exception {
    server = new EmbeddedRedis();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void openStore(Vertx vertx) throws Exception {
    this.vertx = vertx;
    plain = Redis.createClient(vertx, server.url().replace("p+w", "p%2Bw"));
    send(Request.cmd(Command.FLUSHALL));
    target = store(Duration.ofSeconds(20));
  }

  @Override
  public IdempotencyStore target() {
    return target;
  }

  @Override
  public void outliveTimeToLive() throws Exception {
    vertx.timer(TIME_TO_LIVE.toMillis() + 100, TimeUnit.MILLISECONDS).await(30, TimeUnit.SECONDS);
  }

  @Test
  void recordShouldKeepPrefixedKeysNoLongerThanTheTimeToLive() throws Exception {
    // when
    target.record("a", Buffer.buffer("first")).await(30, TimeUnit.SECONDS);

    // then
    assertThat(send(Request.cmd(Command.KEYS).arg("*"))).hasToString("[test:a]");
    assertThat(send(Request.cmd(Command.PTTL).arg("test:a")).toLong())
        .isBetween(1L, TIME_TO_LIVE.toMillis());
  }

  @Test
  void findShouldFailOnlyWhenTheQueueIsFull() throws Exception {
    // given
    target.ping().await(30, TimeUnit.SECONDS);
    server.stall();

    // when
    var all = IntStream.range(0, 5_000).mapToObj(i -> target.find("a")).toList();
    server.resume();

    // then
    assertThatThrownBy(() -> Future.join(all).await(30, TimeUnit.SECONDS))
        .hasMessageContaining("max wait queue size");
    assertThat(all.stream().filter(Future::succeeded)).hasSizeGreaterThanOrEqualTo(4_096);
  }

  @Test
  void pingShouldFailWithinTheTimeoutAndRecoverWhenTheServerStalls() throws Exception {
    // given
    RedisIdempotencyStore impatient = store(Duration.ofSeconds(1));
    impatient.ping().recover(slow -> impatient.ping()).await(30, TimeUnit.SECONDS);
    server.stall();

    // when
    Future<Void> failed = impatient.ping();
    failed.otherwiseEmpty().await(30, TimeUnit.SECONDS);
    server.resume();

    // then
    assertThat(failed.cause()).isInstanceOf(TimeoutException.class);
    impatient.ping().await(30, TimeUnit.SECONDS);
  }

  @Test
  void pingShouldFailAtOnceWhenTheServerHasStalledForSomePings() throws Exception {
    // given
    RedisIdempotencyStore impatient = store(Duration.ofSeconds(1));
    impatient.ping().recover(slow -> impatient.ping()).await(30, TimeUnit.SECONDS);
    server.stall();

    // when
    Future<Void> next =
        Future.join(impatient.ping(), impatient.ping(), impatient.ping())
            .transform(failed -> impatient.ping());
    next.otherwiseEmpty().await(30, TimeUnit.SECONDS);
    server.resume();

    // then
    assertThat(next.cause()).isInstanceOf(OpenCircuitException.class);
  }

  private RedisIdempotencyStore store(Duration timeout) {
    return new RedisIdempotencyStore(
        vertx, RedisTestOptions.within(timeout, server.port()), TIME_TO_LIVE);
  }

  private Response send(Request request) throws Exception {
    return plain.send(request).await(30, TimeUnit.SECONDS);
  }
}
