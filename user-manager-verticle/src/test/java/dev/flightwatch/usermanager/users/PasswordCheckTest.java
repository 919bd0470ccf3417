package dev.flightwatch.usermanager.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordCheckTest {
  private static final EmailAddress ADA = new EmailAddress("ada@example.com");
  private static final String NETWORK = "192.0.2.1";

  private final MemoryUserStore store = new MemoryUserStore();
  private final PlainHasher hasher = new PlainHasher();
  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  private final CountingTries tries = new CountingTries();
  private final PasswordCheck target = new PasswordCheck(hasher, tries, store, clock);

  /** Counts how often the store of tries is asked. */
  private static final class CountingTries implements PasswordTries {
    private final MemoryPasswordTries stored = new MemoryPasswordTries();
    private int reservations;

    @Override
    public Future<Map<String, Instant>> reserve(PasswordTry reserved) {
      reservations++;
      return stored.reserve(reserved);
    }

    @Override
    public Future<Map<String, Instant>> findFull(PasswordTry asked) {
      return stored.findFull(asked);
    }

    @Override
    public Future<Void> giveBack(PasswordTry reserved) {
      return stored.giveBack(reserved);
    }

    @Override
    public Future<Integer> deleteResetBefore(Instant end, int limit) {
      return stored.deleteResetBefore(end, limit);
    }
  }

  @BeforeEach
  void registerAda() {
    store.emailToUser.put(
        ADA, new User(UUID.randomUUID(), ADA, "hash of right", "Ada", null, clock.instant()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@example.com", "nobody@example.com"})
  void checkShouldHashOncePerTryUntilNoneIsLeft(String text) {
    // given
    EmailAddress email = new EmailAddress(text);

    // when
    List<Future<CheckedPassword>> guesses =
        IntStream.range(0, 30).mapToObj(i -> check(email, "wrong" + i)).toList();

    // then
    assertThat(hasher.verifications).isEqualTo(PasswordTry.PER_ADDRESS);
    assertThat(guesses.subList(0, 10)).allMatch(guess -> !guess.result().matches());
    assertThat(guesses.subList(10, 30)).allMatch(PasswordCheckTest::isLimited);
    assertThat(tries.reservations).isEqualTo(11);
    assertThat(target.check(store, email, "wrong", "192.0.2.2").succeeded()).isTrue();
  }

  @Test
  void checkShouldReserveBeforeItHashesWhenGuessesAreParallel() {
    // given
    hasher.release = Promise.promise();

    // when
    List<Future<CheckedPassword>> guesses =
        IntStream.range(0, 20).mapToObj(i -> check(ADA, "wrong" + i)).toList();
    hasher.release.complete();

    // then
    assertThat(hasher.verifications).isEqualTo(PasswordTry.PER_ADDRESS);
    assertThat(guesses).filteredOn(PasswordCheckTest::isLimited).hasSize(10);
  }

  @Test
  void checkShouldKeepTheTriesOfARightPassword() {
    // when
    IntStream.range(0, 30).forEach(i -> check(ADA, "right"));
    IntStream.range(0, 9).forEach(i -> check(ADA, "wrong"));

    // then
    assertThat(check(ADA, "right").result().matches()).isTrue();
    assertThat(check(ADA, "wrong").succeeded()).isTrue();
    assertThat(isLimited(check(ADA, "right"))).isTrue();
  }

  @Test
  void checkShouldKeepTheTriesWhenPasswordWasNotChecked() {
    // given
    hasher.overloaded = true;
    IntStream.range(0, 20).forEach(i -> check(ADA, "right"));
    hasher.overloaded = false;
    store.unavailable = true;
    IntStream.range(0, 20).forEach(i -> check(ADA, "right"));
    store.unavailable = false;

    // then
    assertThat(check(ADA, "right").result().matches()).isTrue();
  }

  @Test
  void checkShouldLimitTheTriesOfANetwork() {
    // when
    IntStream.range(0, 100).forEach(i -> check(new EmailAddress(i + "@example.com"), "wrong"));

    // then
    assertThat(isLimited(check(ADA, "right"))).isTrue();
    assertThat(hasher.verifications).isEqualTo(PasswordTry.PER_NETWORK);
  }

  @Test
  void checkShouldSayWhenToTryAgainAndAllowItThen() {
    // given
    IntStream.range(0, 10).forEach(i -> check(ADA, "wrong"));
    clock.advance(Duration.ofMinutes(5));
    Duration wait = retryAfter(check(ADA, "right"));

    // when
    clock.advance(wait.minusMillis(1));
    boolean early = isLimited(check(ADA, "right"));
    clock.advance(Duration.ofMillis(1));

    // then
    assertThat(wait).isEqualTo(Duration.ofMinutes(10));
    assertThat(early).isTrue();
    assertThat(check(ADA, "right").result().matches()).isTrue();
  }

  @Test
  void checkShouldAskTheStoreAgainAfterAWhile() {
    // given
    IntStream.range(0, 11).forEach(i -> check(ADA, "wrong"));
    tries.stored.giveBack(PasswordTry.of(ADA, NETWORK, clock.instant()));

    // then
    assertThat(isLimited(check(ADA, "right"))).isTrue();
    clock.advance(TryLimit.REFUSED_FOR);
    assertThat(check(ADA, "right").result().matches()).isTrue();
  }

  private Future<CheckedPassword> check(EmailAddress email, String password) {
    return target.check(store, email, password, NETWORK);
  }

  private static boolean isLimited(Future<?> check) {
    return check.failed()
        && ServiceException.from(check.cause()).kind() == ErrorKind.LIMITED
        && ServiceException.from(check.cause()).code().equals("too_many_tries");
  }

  private static Duration retryAfter(Future<?> check) {
    return ServiceException.from(check.cause()).retryAfter();
  }
}
