package dev.flightwatch.usermanager.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.UserMessages.CheckUsers;
import dev.flightwatch.usermanager.users.UserMessages.DeleteUser;
import dev.flightwatch.usermanager.users.UserMessages.ExistingUser;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import dev.flightwatch.usermanager.users.UserMessages.UserDeleted;
import dev.flightwatch.usermanager.users.UserMessages.UserRegistered;
import dev.flightwatch.usermanager.users.UserMessages.UsersChecked;
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
  private static final RegisterUser ADA = ada("r1", "correct horse", "Ada");
  private static final DeleteUser DELETE_ADA = new DeleteUser(ADA_EMAIL, "correct horse");

  private final MemoryUserStore store = new MemoryUserStore();
  private final PlainHasher hasher = new PlainHasher();
  private final RecordingRelay relay = new RecordingRelay();
  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  private final Meters meters = Meters.detached();
  private final UserService target = service();

  private UserService service() {
    return new UserService(
        new UserDependencies(
            store,
            hasher,
            relay,
            (outcome, email, requestId) -> outcome + " " + email.value() + " " + requestId,
            new UserMetrics(meters),
            clock),
        new UserServiceOptions(
            Duration.ofHours(24), Duration.ofSeconds(10), Duration.ofMinutes(10), 2, 100));
  }

  private static RegisterUser ada(String requestId, String password, String nome) {
    return new RegisterUser(requestId, ADA_EMAIL, password, nome, null);
  }

  @Test
  void registerShouldCreateUserWhenAddressIsNew() {
    // when
    UserRegistered registered = target.register(ADA).result();

    // then
    assertThat(registered)
        .isEqualTo(
            new UserRegistered(RegistrationOutcome.CREATED, false, "CREATED ada@example.com r1"));
    assertThat(store.emailToUser).hasSize(1);
  }

  @Test
  void registerShouldReplayFirstResponseWhenRepeated() {
    // given
    UserRegistered first = target.register(ADA).result();

    // when
    UserRegistered again = target.register(ADA).result();

    // then
    assertThat(again)
        .isEqualTo(new UserRegistered(RegistrationOutcome.CREATED, true, first.responseBody()));
    assertThat(hasher.hashes).isOne();
    assertThat(hasher.verifications).isZero();
  }

  @Test
  void registerShouldReplayFirstResponseWhenRepeatedAfterRestart() {
    // given
    UserRegistered first = target.register(ADA).result();
    UserService restarted = service();

    // when
    List<UserRegistered> repeats =
        List.of(restarted.register(ADA).result(), restarted.register(ADA).result());

    // then
    assertThat(repeats)
        .containsOnly(new UserRegistered(RegistrationOutcome.CREATED, true, first.responseBody()));
    assertThat(hasher.verifications).isOne();
  }

  @Test
  void registerShouldChangeNothingWhenAddressIsRegisteredByAnotherRequest() {
    // given
    target.register(ADA);

    // when
    UserRegistered registered = target.register(ada("r2", "another password", null)).result();

    // then
    assertThat(registered.outcome()).isEqualTo(RegistrationOutcome.KNOWN);
    assertThat(registered.replayed()).isFalse();
    assertThat(target.register(ada("r2", "another password", null)).result().replayed()).isTrue();
    assertThat(store.emailToUser.values()).extracting(User::nome).containsExactly("Ada");
  }

  @Test
  void registerShouldFailWhenIdIsUsedWithAnotherField() {
    target.register(ADA);

    assertFails(target.register(ada("r1", "correct horse", null)), ErrorKind.CONFLICT);
    assertFails(
        target.register(new RegisterUser("r1", BOB_EMAIL, "correct horse", "Ada", null)),
        ErrorKind.CONFLICT);
  }

  @Test
  void registerShouldFailWhenIdIsUsedWithAnotherPassword() {
    target.register(ADA);

    assertFails(target.register(ada("r1", "incorrect horse", "Ada")), ErrorKind.CONFLICT);
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
    assertThat(results).allMatch(Future::succeeded);
    assertThat(results).filteredOn(result -> !result.result().replayed()).hasSize(1);
    assertThat(results)
        .extracting(result -> result.result().responseBody())
        .containsOnly(results.get(0).result().responseBody());
    assertThat(hasher.hashes).isOne();
    assertFails(other, ErrorKind.CONFLICT);
  }

  @Test
  void registerShouldStartAgainWhenFirstRequestWasShed() {
    // given
    hasher.overloaded = true;

    // when
    Future<UserRegistered> shed = target.register(ADA);

    // then
    assertFails(shed, ErrorKind.OVERLOADED);
    hasher.overloaded = false;
    assertThat(target.register(ADA).result().replayed()).isFalse();
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
    assertFails(target.delete(DELETE_ADA), ErrorKind.OVERLOADED);
    store.unavailable = false;
    assertThat(target.register(ADA).result().replayed()).isTrue();
    hasher.release.complete();
    assertThat(target.register(ada("r2", "correct horse", "Ada")).succeeded()).isTrue();
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
    target.register(ADA);
    target.register(ada("r2", "correct horse", "Ada"));
    target.register(ada("r3", "correct horse", "Ada"));
    clock.advance(Duration.ofHours(25));

    // when
    Future<Void> deleted = target.deleteOldRegistrations();

    // then
    assertThat(deleted.succeeded()).isTrue();
    assertThat(store.idToCompleted).isEmpty();
    assertThat(target.register(ADA).result().outcome()).isEqualTo(RegistrationOutcome.KNOWN);
  }

  @Test
  void registerShouldFailAsUnavailableWhenStoreIsUnavailable() {
    store.unavailable = true;

    assertFails(target.register(ADA), ErrorKind.UNAVAILABLE);
  }

  @Test
  void deleteShouldNotifyDataCollectorWhenPasswordIsRight() {
    // given
    target.register(ADA);
    User user = store.emailToUser.values().iterator().next();

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
  void deleteShouldReportNotPropagatedWhenDataCollectorHasNotConfirmed() {
    relay.confirms = false;
    target.register(ADA);

    assertThat(target.delete(DELETE_ADA).result().propagated()).isFalse();
  }

  @Test
  void deleteShouldChangeNothingWhenPasswordIsWrong() {
    target.register(ADA);

    assertFails(target.delete(new DeleteUser(ADA_EMAIL, "x")), ErrorKind.UNAUTHENTICATED);
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
  void deleteShouldFailWhenUserDoesNotExist() {
    assertFails(target.delete(new DeleteUser(BOB_EMAIL, "secret123")), ErrorKind.NOT_FOUND);
  }

  @Test
  void checkShouldReturnIdsOfExistingUsers() {
    // given
    target.register(ADA);
    User user = store.emailToUser.values().iterator().next();

    // when
    UsersChecked checked = target.check(new CheckUsers(Set.of(ADA_EMAIL, BOB_EMAIL))).result();

    // then
    assertThat(checked.users()).containsExactly(new ExistingUser(ADA_EMAIL, user.id()));
  }

  @Test
  void checkShouldFailAsUnavailableWhenStoreIsUnavailable() {
    store.unavailable = true;

    assertFails(target.check(new CheckUsers(Set.of(ADA_EMAIL))), ErrorKind.UNAVAILABLE);
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
