package dev.flightwatch.usermanager.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.UserMessages.CheckUsers;
import dev.flightwatch.usermanager.users.UserMessages.DeleteUser;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import dev.flightwatch.usermanager.users.UserMessages.UserDeleted;
import dev.flightwatch.usermanager.users.UserMessages.UserRegistered;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserServiceTest {
  private static final EmailAddress ADA_EMAIL = new EmailAddress("ada@example.com");
  private static final EmailAddress BOB_EMAIL = new EmailAddress("bob@example.com");
  private static final String NETWORK = "192.0.2.1";
  private static final RegisterUser ADA = ada("r1", "correct horse", "Ada");
  private static final DeleteUser DELETE_ADA = new DeleteUser(ADA_EMAIL, "correct horse", NETWORK);

  private final MemoryUserStore store = new MemoryUserStore();
  private final PlainHasher hasher = new PlainHasher();
  private final RecordingRelay relay = new RecordingRelay();
  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  private final Meters meters = Meters.detached();
  private final UserService target = service(true);

  private UserService service(boolean open) {
    return new UserService(
        new UserDependencies(
            store,
            hasher,
            new PasswordCheck(hasher, new MemoryPasswordTries(), store, clock),
            relay,
            (outcome, email, requestId) -> outcome + " " + email.value() + " " + requestId,
            new UserMetrics(meters),
            clock),
        new UserServiceOptions(Duration.ofHours(24), Duration.ofSeconds(10), 2, open, 100));
  }

  private static RegisterUser ada(String requestId, String password, String nome) {
    return new RegisterUser(requestId, ADA_EMAIL, password, nome, null, NETWORK);
  }

  private static UserRegistered adaCreated(boolean replayed) {
    return new UserRegistered(RegistrationOutcome.CREATED, replayed, "CREATED ada@example.com r1");
  }

  @Test
  void registerShouldReplayFirstResponseWhenRepeatedHereOrAfterRestart() {
    assertThat(target.register(ADA).result()).isEqualTo(adaCreated(false));
    assertThat(target.register(ADA).result()).isEqualTo(adaCreated(true));
    assertThat(hasher.verifications).isZero();
    UserService restarted = service(true);
    assertThat(restarted.register(ADA).result()).isEqualTo(adaCreated(true));
    assertThat(restarted.register(ADA).result()).isEqualTo(adaCreated(true));
    assertThat(hasher.verifications).isOne();
    assertThat(hasher.hashes).isOne();
    assertThat(store.emailToUser).hasSize(1);
  }

  @Test
  void registerShouldChangeNothingWhenAddressIsRegisteredByAnotherRequest() {
    // given
    target.register(ADA);
    RegisterUser other = ada("r2", "another password", null);

    // when
    UserRegistered registered = target.register(other).result();

    // then
    assertThat(registered.outcome()).isEqualTo(RegistrationOutcome.KNOWN);
    assertThat(registered.replayed()).isFalse();
    assertThat(target.register(other).result().replayed()).isTrue();
    assertThat(store.emailToUser.values()).extracting(User::nome).containsExactly("Ada");
  }

  @ParameterizedTest
  @CsvSource({
    "ada@example.com, correct horse,",
    "bob@example.com, correct horse, Ada",
    "ada@example.com, incorrect horse, Ada"
  })
  void registerShouldFailWhenIdIsUsedWithAnotherBody(String email, String password, String nome) {
    target.register(ADA);

    assertFails(
        target.register(
            new RegisterUser("r1", new EmailAddress(email), password, nome, null, NETWORK)),
        ErrorKind.CONFLICT);
    assertThat(target.register(ADA).result().replayed()).isTrue();
  }

  @Test
  void registerShouldHashOnceWhenRepeatsArriveInParallel() {
    // given
    hasher.release = Promise.promise();

    // when
    List<Future<UserRegistered>> results =
        IntStream.range(0, 20).mapToObj(i -> target.register(ADA)).toList();
    Future<UserRegistered> other = target.register(ada("r1", "incorrect horse", "Ada"));
    hasher.release.complete();

    // then
    assertThat(results.get(0).result()).isEqualTo(adaCreated(false));
    assertThat(results).extracting(Future::result).containsOnlyOnce(adaCreated(false));
    assertThat(results.subList(1, 20)).extracting(Future::result).containsOnly(adaCreated(true));
    assertThat(hasher.hashes).isOne();
    assertFails(other, ErrorKind.CONFLICT);
  }

  @Test
  void registerShouldStartAgainWhenFirstRequestWasShed() {
    hasher.overloaded = true;
    assertFails(target.register(ADA), ErrorKind.OVERLOADED);

    hasher.overloaded = false;
    assertThat(target.register(ADA).result()).isEqualTo(adaCreated(false));
  }

  @Test
  void registerShouldNotCallStoreWhenTooManyPasswordsWait() {
    // given
    target.register(ADA);
    hasher.release = Promise.promise();
    IntStream.range(0, PlainHasher.CAPACITY)
        .forEach(i -> target.register(ada("waiting-" + i, "correct horse", "Ada")));
    store.unavailable = true;

    // then
    assertFails(target.register(ada("r2", "correct horse", "Ada")), ErrorKind.OVERLOADED);
    assertFails(target.delete(DELETE_ADA), ErrorKind.UNAVAILABLE);
    store.unavailable = false;
    assertThat(target.register(ADA).result().replayed()).isTrue();
    hasher.release.complete();
    assertThat(target.register(ada("r2", "correct horse", "Ada")).succeeded()).isTrue();
  }

  @Test
  void registerShouldBeLimitedPerNetworkWhileRepeatsGoOn() {
    // given
    target.register(ADA);
    IntStream.range(1, 100).forEach(i -> target.register(ada("r1" + i, "correct horse", "Ada")));

    // then
    assertFails(target.register(ada("r2", "correct horse", "Ada")), ErrorKind.LIMITED);
    assertCounted("registrations", "limited");
    assertThat(hasher.hashes).isEqualTo(100);
    assertThat(target.register(ADA).result()).isEqualTo(adaCreated(true));
    assertThat(
            target
                .register(
                    new RegisterUser("r2", ADA_EMAIL, "correct horse", "Ada", null, "192.0.2.2"))
                .succeeded())
        .isTrue();
  }

  @Test
  void registerShouldOnlyReplayWhenRegistrationIsClosed() {
    // given
    target.register(ADA);
    UserService closed = service(false);

    // then
    assertThat(closed.register(ADA).result()).isEqualTo(adaCreated(true));
    assertFails(closed.register(ada("r2", "correct horse", "Ada")), ErrorKind.FORBIDDEN);
    assertThat(hasher.hashes).isOne();
    assertCounted("registrations", "closed");
  }

  @Test
  void deleteShouldFailWhenPasswordWasChangedMeanwhile() {
    // given
    target.register(ADA);
    hasher.release = Promise.promise();
    Future<UserDeleted> late = target.delete(DELETE_ADA);

    // when
    User ada = store.emailToUser.get(ADA_EMAIL);
    store.emailToUser.put(
        ADA_EMAIL, new User(ada.id(), ADA_EMAIL, "another hash", null, null, ada.createdAt()));
    hasher.release.complete();

    // then
    assertFails(late, ErrorKind.UNAUTHENTICATED);
    assertThat(store.emailToUser).hasSize(1);
  }

  @Test
  void deleteShouldBeLimitedWhenTooManyPasswordsWereTried() {
    // given
    target.register(ADA);
    DeleteUser wrong = new DeleteUser(ADA_EMAIL, "x", NETWORK);
    IntStream.range(0, PasswordTry.PER_ADDRESS).forEach(i -> target.delete(wrong));

    // then
    assertFails(target.delete(DELETE_ADA), ErrorKind.LIMITED);
    assertThat(hasher.verifications).isEqualTo(PasswordTry.PER_ADDRESS);
    assertCounted("deletions", "limited");
  }

  @Test
  void registerShouldFailAsGoneWhenUserWasDeleted() {
    target.register(ADA);
    target.delete(DELETE_ADA);

    assertFails(target.register(ADA), ErrorKind.GONE);
    assertThat(target.register(ada("r2", "correct horse", "Ada")).result().outcome())
        .isEqualTo(RegistrationOutcome.CREATED);
  }

  @Test
  void registerShouldNotReplayWhenRecordHasExpired() {
    // given
    IntStream.rangeClosed(1, 3).forEach(i -> target.register(ada("r" + i, "correct horse", "Ada")));
    clock.advance(Duration.ofHours(25));

    // when
    Future<Void> deleted = target.deleteOldRegistrations();

    // then
    assertThat(deleted.succeeded()).isTrue();
    assertThat(store.idToStored).isEmpty();
    assertThat(target.register(ADA).result().outcome()).isEqualTo(RegistrationOutcome.KNOWN);
  }

  @Test
  void requestsShouldFailAsUnavailableWhenStoreIsUnavailable() {
    store.unavailable = true;

    assertFails(target.register(ADA), ErrorKind.UNAVAILABLE);
    assertFails(target.delete(DELETE_ADA), ErrorKind.UNAVAILABLE);
    assertFails(target.check(new CheckUsers(Set.of(ADA_EMAIL))), ErrorKind.UNAVAILABLE);
    assertCounted("registrations", "failed");
    assertCounted("deletions", "failed");
  }

  @Test
  void deleteShouldNotifyDataCollectorWhenPasswordIsRight() {
    // given
    target.register(ADA);
    User user = store.emailToUser.get(ADA_EMAIL);

    // when
    UserDeleted deleted = target.delete(DELETE_ADA).result();

    // then
    assertThat(deleted).isEqualTo(new UserDeleted(ADA_EMAIL, true));
    assertThat(relay.delivered)
        .isEqualTo(store.outbox)
        .extracting(Deletion::userId)
        .containsOnly(user.id());
    assertThat(store.emailToUser).isEmpty();
  }

  @Test
  void deleteShouldChangeNothingWhenPasswordIsWrongOrUserDoesNotExist() {
    target.register(ADA);

    assertFails(target.delete(new DeleteUser(ADA_EMAIL, "x", NETWORK)), ErrorKind.UNAUTHENTICATED);
    assertFails(
        target.delete(new DeleteUser(BOB_EMAIL, "secret123", NETWORK)), ErrorKind.NOT_FOUND);
    assertThat(store.emailToUser).hasSize(1);
    assertThat(relay.delivered).isEmpty();
  }

  @Test
  void deleteShouldKeepNextUserWhenAddressIsRegisteredAgainMeanwhile() {
    // given
    target.register(ADA);
    Promise<Void> release = Promise.promise();
    hasher.release = release;
    Future<UserDeleted> late = target.delete(DELETE_ADA);
    hasher.release = null;

    // when
    target.delete(DELETE_ADA);
    target.register(ada("r2", "correct horse", "Ada"));
    release.complete();

    // then
    assertFails(late, ErrorKind.NOT_FOUND);
    assertThat(store.emailToUser).hasSize(1);
    assertThat(relay.delivered).hasSize(1);
  }

  @Test
  void requestsShouldBeCountedByOutcome() {
    // given
    relay.confirms = false;

    // when
    target.register(ADA);
    target.register(ADA);
    target.register(ada("r1", "correct horse", "Bob"));
    target.register(ada("r2", "correct horse", "Ada"));
    hasher.overloaded = true;
    target.register(ada("r3", "correct horse", "Ada"));
    target.delete(DELETE_ADA);
    hasher.overloaded = false;
    target.delete(new DeleteUser(ADA_EMAIL, "wrong horse", NETWORK));
    UserDeleted deleted = target.delete(DELETE_ADA).result();
    target.delete(DELETE_ADA);
    target.register(ADA);
    relay.confirms = true;
    target.register(ada("r4", "correct horse", "Ada"));
    target.delete(DELETE_ADA);

    // then
    assertThat(deleted.propagated()).isFalse();
    assertThat(meters.text()).contains("registrations_total{outcome=\"created\"} 2.0");
    List.of("replayed", "conflict", "known", "shed", "gone")
        .forEach(outcome -> assertCounted("registrations", outcome));
    List.of("shed", "wrong_password", "pending", "not_found", "propagated")
        .forEach(outcome -> assertCounted("deletions", outcome));
  }

  private void assertCounted(String what, String outcome) {
    assertThat(meters.text().lines())
        .contains("flightwatch_" + what + "_total{outcome=\"" + outcome + "\"} 1.0");
  }

  @Test
  void messagesShouldContainNoPasswordWhenPrinted() {
    assertThat(ADA.toString() + DELETE_ADA).doesNotContain("correct horse", "ada@example.com");
  }

  @ParameterizedTest
  @CsvSource({"r-1, r-1", "ada@example.com, ***", "ada%40example.com, ***", "'a b', ***"})
  void loggableIdShouldMaskWhatMayBeAnAddress(String requestId, String expected) {
    assertThat(ada(requestId, "correct horse", null).loggableId()).isEqualTo(expected);
  }

  private static void assertFails(Future<?> future, ErrorKind kind) {
    assertThat(future.failed()).isTrue();
    assertThat(ServiceException.from(future.cause()).kind()).isEqualTo(kind);
  }
}
