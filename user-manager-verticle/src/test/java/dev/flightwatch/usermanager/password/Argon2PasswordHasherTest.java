package dev.flightwatch.usermanager.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.usermanager.users.HashPart;
import dev.flightwatch.usermanager.users.HashTurn;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class Argon2PasswordHasherTest {
  private static final Argon2Cost COST = new Argon2Cost(19_456, 2);

  private static final HashTurn TURN = HashTurn.login("192.0.2.1");
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
    String hash = target.hash(TURN, "pässword 🐎").await();

    // then
    assertThat(hash).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$.{43}");
    assertThat(target.hash(TURN, "pässword 🐎").await()).isNotEqualTo(hash);
    assertThat(target.verify(TURN, "pässword 🐎", hash).await()).isTrue();
    assertThat(target.verify(TURN, "password 🐎", hash).await()).isFalse();
  }

  @Test
  void verifyShouldUseStoredCostWhenCostHasChanged(Vertx vertx) {
    // given
    target = new Argon2PasswordHasher(vertx, new Argon2Cost(20_000, 3), 1, 10, WAIT);

    // then
    String referenceHash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(target.verify(TURN, "password", referenceHash).await()).isTrue();
  }

  @Test
  void hashShouldBeTimedAndCapacityBeReported(Vertx vertx) {
    // given
    target = new Argon2PasswordHasher(vertx, COST, 1, 10, WAIT);

    // when
    target.verify(TURN, "x", target.hash(TURN, "x").await()).await();

    // then
    assertThat(Meters.of(vertx).text().lines())
        .contains(
            "flightwatch_hash_seconds_count 2",
            "flightwatch_hash_wait_seconds_count 2",
            "flightwatch_hash_queue_length{part=\"login\"} 0.0",
            "flightwatch_hash_queue_length{part=\"registration\"} 0.0",
            "flightwatch_hash_capacity{part=\"login\"} "
                + (double) target.capacity(HashPart.LOGIN));
  }

  @Test
  void hashShouldFailAtOnceWhenQueueIsFull(Vertx vertx) {
    // given
    target = new Argon2PasswordHasher(vertx, COST, 1, 2, WAIT);

    // when
    List<Future<String>> hashes =
        IntStream.range(0, 20).mapToObj(i -> target.hash(TURN, "password " + i)).toList();

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
    Future<String> late = target.hash(TURN, "password");
    late.otherwiseEmpty().await();

    // then
    assertThat(ServiceException.from(late.cause()).kind()).isEqualTo(ErrorKind.OVERLOADED);
  }

  /** The first hash is assumed to take 100 ms. */
  @ParameterizedTest
  @CsvSource({"4, 60000, 3", "1000, 1, 1", "1000, 1000, 11"})
  void capacityShouldBeLimitedByQueueAndMaxWait(
      int queueSize, int maxWaitMillis, int capacity, Vertx vertx) {
    target = new Argon2PasswordHasher(vertx, COST, 1, queueSize, Duration.ofMillis(maxWaitMillis));

    assertThat(target.capacity(HashPart.LOGIN)).isEqualTo(capacity);
  }

  @Test
  void capacityShouldBeHalvedWhileTheOtherPartWaits(Vertx vertx) {
    // given
    Argon2Cost slow = new Argon2Cost(262_144, 4);
    target = new Argon2PasswordHasher(vertx, slow, 1, 1000, Duration.ofSeconds(1));

    // when
    List<Future<String>> hashes =
        IntStream.range(0, 2)
            .mapToObj(i -> target.hash(HashTurn.registration("192.0.2.1"), "password"))
            .toList();

    // then
    assertThat(target.capacity(HashPart.LOGIN)).isEqualTo(6);
    assertThat(target.capacity(HashPart.REGISTRATION)).isEqualTo(11);
    // On a slow machine, the second one waits too long and is rejected.
    Future.join(hashes).otherwiseEmpty().await();
  }

  @Test
  void loginShouldOvertakeTheRegistrationsThatWait(Vertx vertx) {
    // given
    target = new Argon2PasswordHasher(vertx, COST, 1, 100, WAIT);
    AtomicInteger done = new AtomicInteger();
    List<Future<String>> registrations =
        IntStream.range(0, 50)
            .mapToObj(i -> target.hash(HashTurn.registration("192.0.2.1"), "password " + i))
            .map(hash -> hash.onSuccess(text -> done.incrementAndGet()))
            .toList();

    // when
    int before = target.hash(HashTurn.login("192.0.2.1"), "x").map(text -> done.get()).await();
    Future.join(registrations).await();

    // then
    assertThat(before).isLessThan(40);
  }

  @Test
  void capacityShouldDecreaseWhenHashesAreSlow(Vertx vertx) {
    // given
    target =
        new Argon2PasswordHasher(vertx, new Argon2Cost(262_144, 4), 1, 1000, Duration.ofSeconds(1));

    // when
    target.hash(TURN, "password").await();

    // then
    assertThat(target.capacity(HashPart.LOGIN)).isLessThan(11);
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
                .hash(TURN, "password")
                .map(hash -> Context.isOnEventLoopThread())
                .onComplete(onEventLoop));

    // then
    assertThat(onEventLoop.future().await()).isTrue();
  }
}
