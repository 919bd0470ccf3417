package dev.flightwatch.usermanager.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import dev.flightwatch.usermanager.users.UserMessages.UserRegistered;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Repeats of a registration are no way to guess its password. */
class RepeatedRegistrationsTest {
  private static final EmailAddress ADA = new EmailAddress("ada@example.com");
  private static final String NETWORK = "192.0.2.1";
  private static final RegisterUser RIGHT = repeat("right", "Ada", NETWORK);

  private final MemoryUserStore store = new MemoryUserStore();
  private final PlainHasher hasher = new PlainHasher();
  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  private final MemoryPasswordTries tries = new MemoryPasswordTries();
  private PasswordCheck passwords;
  private UserService target = restarted();

  /** Returns a service that remembers no password. */
  private UserService restarted() {
    passwords = new PasswordCheck(hasher, tries, store, clock);
    return new UserService(
        new UserDependencies(
            store,
            hasher,
            passwords,
            new RecordingRelay(),
            (outcome, email, requestId) -> "",
            new UserMetrics(Meters.detached()),
            clock),
        UserServiceOptions.of(Duration.ofHours(24), Duration.ofSeconds(10)));
  }

  private static RegisterUser repeat(String password, String nome, String network) {
    return new RegisterUser("r1", ADA, password, nome, null, network);
  }

  private String result(RegisterUser request) {
    return result(target.register(request));
  }

  private static String result(Future<UserRegistered> registration) {
    return registration.succeeded()
        ? "replayed " + registration.result().replayed()
        : ServiceException.from(registration.cause()).code();
  }

  private List<String> results(int count, RegisterUser request) {
    return IntStream.range(0, count).mapToObj(i -> result(request)).toList();
  }

  @ParameterizedTest
  @CsvSource({"wrong, Ada, false", "wrong, Ada, true", "right, Eve, false", "right, Eve, true"})
  void wrongRepeatsShouldCostOneHashEachUntilNoTryIsLeft(
      String password, String nome, boolean restarts) {
    // given
    target.register(RIGHT);
    target = restarts ? restarted() : target;

    // when
    List<String> wrong = results(30, repeat(password, nome, NETWORK));

    // then
    assertThat(wrong.subList(0, 10)).containsOnly("request_id_reused");
    assertThat(wrong.subList(10, 30)).containsOnly("too_many_tries");
    assertThat(hasher.verifications).isEqualTo(10);
    assertThat(result(RIGHT)).isEqualTo("too_many_tries");
    target = restarted();
    assertThat(result(RIGHT)).isEqualTo("too_many_tries");
    assertThat(result(repeat("right", "Ada", "192.0.2.2"))).isEqualTo("replayed true");
    clock.advance(PasswordTry.WINDOW);
    assertThat(result(RIGHT)).isEqualTo("replayed true");
  }

  @Test
  void wrongRepeatsAndLoginsShouldShareTheirTries() {
    // given
    target.register(RIGHT);
    results(5, repeat("wrong", "Ada", NETWORK));

    // when
    IntStream.range(0, 5).forEach(i -> passwords.check(store, ADA, "wrong", NETWORK));

    // then
    assertThat(result(RIGHT)).isEqualTo("too_many_tries");
    Future<?> login = passwords.check(store, ADA, "right", NETWORK);
    assertThat(ServiceException.from(login.cause()).code()).isEqualTo("too_many_tries");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rightRepeatsShouldNeverBeLimited(boolean restarts) {
    // given
    target.register(RIGHT);
    results(9, repeat("wrong", "Ada", NETWORK));
    target = restarts ? restarted() : target;

    // then
    assertThat(results(300, RIGHT)).containsOnly("replayed true");
    assertThat(hasher.verifications).isEqualTo(restarts ? 10 : 9);
  }

  /** Many people may use the same id, as from an example. */
  @Test
  void anotherAddressShouldCountForNobody() {
    // given
    target.register(RIGHT);
    RegisterUser other =
        new RegisterUser("r1", new EmailAddress("bob@example.com"), "x", "Bob", null, NETWORK);

    // then
    assertThat(results(300, other)).containsOnly("request_id_reused");
    assertThat(result(RIGHT)).isEqualTo("replayed true");
    assertThat(hasher.verifications).isZero();
  }

  /** The right one is the twentieth. The others wait for the first, then for their tries. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void parallelGuessesShouldBeLimitedWhetherTheFirstRequestIsRecordedOrInProgress(
      boolean recorded) {
    // given
    Promise<Void> first = Promise.promise();
    Promise<Void> second = Promise.promise();
    if (recorded) {
      target.register(RIGHT);
      tries.release = first;
    } else {
      hasher.release = first;
      target.register(RIGHT);
    }

    // when
    List<Future<UserRegistered>> guesses =
        IntStream.range(0, 40)
            .mapToObj(i -> target.register(i == 19 ? RIGHT : repeat("wrong " + i, "Ada", NETWORK)))
            .toList();
    tries.release = second;
    first.complete();
    second.complete();

    // then
    assertThat(guesses)
        .extracting(RepeatedRegistrationsTest::result)
        .containsOnly("request_id_reused", "too_many_tries")
        .filteredOn("request_id_reused"::equals)
        .hasSize(10);
    assertThat(hasher.verifications).isEqualTo(10);
  }

  /** Otherwise a full queue would tell wrong passwords from the right one, without a try. */
  @Test
  void wrongRepeatsShouldCountWhenTheirHashIsNotAccepted() {
    // given
    target.register(RIGHT);
    hasher.overloaded = true;

    // then
    assertThat(results(10, repeat("wrong", "Ada", NETWORK))).containsOnly("request_id_reused");
    assertThat(result(repeat("wrong", "Ada", NETWORK))).isEqualTo("too_many_tries");
    assertThat(result(RIGHT)).isEqualTo("too_many_tries");
  }

  @Test
  void rememberedPasswordShouldSayNothingAboutALaterRecord() {
    // given
    target.register(RIGHT);
    store.idToStored.clear();
    store.emailToUser.clear();

    // when
    restarted().register(repeat("another", "Ada", NETWORK));

    // then
    assertThat(result(RIGHT)).isEqualTo("request_id_reused");
    assertThat(result(repeat("another", "Ada", NETWORK))).isEqualTo("replayed true");
  }
}
