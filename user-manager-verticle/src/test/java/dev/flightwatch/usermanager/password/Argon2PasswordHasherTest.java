package dev.flightwatch.usermanager.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class Argon2PasswordHasherTest {
  private static final Argon2Cost COST = new Argon2Cost(19_456, 2);

  private static final Duration WAIT = Duration.ofSeconds(60);

  private Argon2PasswordHasher target;

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void hashShouldContainItsParameters(Vertx vertx) {
    // given
    target = new Argon2PasswordHasher(vertx, COST, 1, 10, WAIT);

    // when
    String hash = target.hash("pässword 🐎").await();

    // then
    assertThat(hash).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$.{43}");
    assertThat(target.hash("pässword 🐎").await()).isNotEqualTo(hash);
    assertThat(target.verify("pässword 🐎", hash).await()).isTrue();
    assertThat(target.verify("password 🐎", hash).await()).isFalse();
  }

  @Test
  void verifyShouldUseStoredCostWhenCostHasChanged(Vertx vertx) {
    // given
    target = new Argon2PasswordHasher(vertx, new Argon2Cost(20_000, 3), 1, 10, WAIT);

    // then
    String referenceHash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(target.verify("password", referenceHash).await()).isTrue();
  }

  @Test
  void hashShouldBeTimedAndCapacityBeReported(Vertx vertx) {
    // given
    target = new Argon2PasswordHasher(vertx, COST, 1, 10, WAIT);

    // when
    target.verify("x", target.hash("x").await()).await();

    // then
    assertThat(Meters.of(vertx).text().lines())
        .contains(
            "flightwatch_hash_seconds_count 2",
            "flightwatch_hash_wait_seconds_count 2",
            "flightwatch_hash_queue_length 0.0",
            "flightwatch_hash_capacity " + (double) target.capacity());
  }

  @Test
  void hashShouldFailAtOnceWhenQueueIsFull(Vertx vertx) {
    // given
    target = new Argon2PasswordHasher(vertx, COST, 1, 2, WAIT);

    // when
    List<Future<String>> hashes =
        IntStream.range(0, 20).mapToObj(i -> target.hash("password " + i)).toList();

    // then
    List<Future<String>> shed = hashes.stream().filter(Future::failed).toList();
    assertThat(shed).hasSizeGreaterThanOrEqualTo(15);
    assertThat(shed)
        .extracting(f -> ServiceException.from(f.cause()).kind())
        .containsOnly(ErrorKind.OVERLOADED);
    Future.join(hashes).otherwiseEmpty().await();
  }

  @Test
  void hashShouldFailWhenItHasWaitedTooLong(Vertx vertx) {
    // given
    target = new Argon2PasswordHasher(vertx, COST, 1, 10, Duration.ofNanos(1));

    // when
    Future<String> late = target.hash("password");
    late.otherwiseEmpty().await();

    // then
    assertThat(ServiceException.from(late.cause()).kind()).isEqualTo(ErrorKind.OVERLOADED);
  }

  /** The first hash is assumed to take 100 ms. */
  @ParameterizedTest
  @CsvSource({"2, 60000, 3", "1000, 1, 1", "1000, 1000, 11"})
  void capacityShouldBeLimitedByQueueAndMaxWait(
      int queueSize, int maxWaitMillis, int capacity, Vertx vertx) {
    target = new Argon2PasswordHasher(vertx, COST, 1, queueSize, Duration.ofMillis(maxWaitMillis));

    assertThat(target.capacity()).isEqualTo(capacity);
  }

  @Test
  void capacityShouldDecreaseWhenHashesAreSlow(Vertx vertx) {
    // given
    target =
        new Argon2PasswordHasher(vertx, new Argon2Cost(262_144, 4), 1, 1000, Duration.ofSeconds(1));

    // when
    target.hash("password").await();

    // then
    assertThat(target.capacity()).isLessThan(11);
  }

  @Test
  void hashShouldCompleteOnCallersContext(Vertx vertx) {
    // given
    target = new Argon2PasswordHasher(vertx, COST, 1, 2, WAIT);
    Promise<Boolean> onEventLoop = Promise.promise();

    // when
    vertx.runOnContext(
        v ->
            target
                .hash("password")
                .map(hash -> Context.isOnEventLoopThread())
                .onComplete(onEventLoop));

    // then
    assertThat(onEventLoop.future().await()).isTrue();
  }
}
