package dev.flightwatch.usermanager.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserServiceTest {
  private static final RegisterUser ADA = ada("r1", "correct horse", "Ada");

  private final MemoryUserStore store = new MemoryUserStore();
  private final PlainHasher hasher = new PlainHasher();
  private final RecordingRelay relay = new RecordingRelay();
  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  private final Meters meters = Meters.detached();
  private final UserService target = service();

  private UserService service() {
    return new UserService(
        new UserService.Dependencies(store, hasher, relay, new UserMetrics(meters), clock),
        new UserTimes(Duration.ofHours(24), Duration.ofSeconds(10), 2),
        100);
  }

  private static RegisterUser ada(String requestId, String password, String nome) {
    return new RegisterUser(requestId, " Ada@Example.COM ", password, nome, null);
  }

  @Test
  void registerShouldCreateUserWhenAddressIsNew() {
    // when
    UserRegistered answer = target.register(ADA).result();

    // then
    assertThat(answer.outcome()).isEqualTo(RegistrationOutcome.CREATED);
    assertThat(answer.replayed()).isFalse();
    assertThat(answer.json())
        .isEqualTo(
            "{\"message\":\"User registered.\",\"email\":\"ada@example.com\",\"request_id\":\"r1\"}");
    assertThat(store.emailToUser).hasSize(1);
  }

  @Test
  void registerShouldReplayFirstAnswerWhenRepeated() {
    // given
    UserRegistered first = target.register(ADA).result();

    // when
    UserRegistered again = target.register(ADA).result();

    // then
    assertThat(again)
        .isEqualTo(new UserRegistered(RegistrationOutcome.CREATED, true, first.json()));
    assertThat(hasher.hashes).isOne();
    assertThat(hasher.verifications).isZero();
  }

  @Test
  void registerShouldReplayFirstAnswerWhenRepeatedAfterRestart() {
    // given
    UserRegistered first = target.register(ADA).result();
    UserService restarted = service();

    // when
    List<UserRegistered> repeats =
        List.of(restarted.register(ADA).result(), restarted.register(ADA).result());

    // then
    assertThat(repeats)
        .containsOnly(new UserRegistered(RegistrationOutcome.CREATED, true, first.json()));
    assertThat(hasher.verifications).isOne();
  }

  @Test
  void registerShouldSayKnownWhenAddressIsRegisteredByAnotherRequest() {
    // given
    target.register(ADA);

    // when
    UserRegistered answer = target.register(ada("r2", "another password", null)).result();

    // then
    assertThat(answer.outcome()).isEqualTo(RegistrationOutcome.KNOWN);
    assertThat(answer.replayed()).isFalse();
    assertThat(target.register(ada("r2", "another password", null)).result().replayed()).isTrue();
    assertThat(store.emailToUser.values()).extracting(User::nome).containsExactly("Ada");
  }

  @Test
  void registerShouldRefuseWhenIdIsUsedWithAnotherField() {
    target.register(ADA);

    assertFails(target.register(ada("r1", "correct horse", null)), ErrorKind.CONFLICT);
    assertFails(
        target.register(new RegisterUser("r1", "bob@example.com", "correct horse", "Ada", null)),
        ErrorKind.CONFLICT);
  }

  @Test
  void registerShouldRefuseWhenIdIsUsedWithAnotherPassword() {
    target.register(ADA);

    assertFails(target.register(ada("r1", "incorrect horse", "Ada")), ErrorKind.CONFLICT);
    assertThat(target.register(ADA).result().replayed()).isTrue();
  }

  @Test
  void registerShouldHashOnceWhenRepeatsArriveInParallel() {
    // given
    hasher.gate = Promise.promise();

    // when
    List<Future<UserRegistered>> answers =
        IntStream.range(0, 20).mapToObj(i -> target.register(ADA)).toList();
    Future<UserRegistered> other = target.register(ada("r1", "incorrect horse", "Ada"));
    hasher.gate.complete();

    // then
    assertThat(answers).allMatch(Future::succeeded);
    assertThat(answers).filteredOn(a -> !a.result().replayed()).hasSize(1);
    assertThat(answers)
        .extracting(a -> a.result().json())
        .containsOnly(answers.get(0).result().json());
    assertThat(hasher.hashes).isOne();
    assertFails(other, ErrorKind.CONFLICT);
  }

  @Test
  void registerShouldFailAllInFlightWhenFirstIsShed() {
    // given
    hasher.full = true;

    // when
    Future<UserRegistered> shed = target.register(ADA);

    // then
    assertFails(shed, ErrorKind.OVERLOADED);
    hasher.full = false;
    assertThat(target.register(ADA).result().replayed()).isFalse();
  }

  @Test
  void registerShouldTroubleNoStoreWhenNoMorePasswordsMayWait() {
    // given
    target.register(ADA);
    hasher.gate = Promise.promise();
    IntStream.range(0, PlainHasher.CAPACITY)
        .forEach(i -> target.register(ada("waiting-" + i, "correct horse", "Ada")));
    store.away = true;

    // then
    assertFails(target.register(ada("r2", "correct horse", "Ada")), ErrorKind.OVERLOADED);
    assertFails(
        target.delete(new DeleteUser("ada@example.com", "correct horse")), ErrorKind.OVERLOADED);
    store.away = false;
    assertThat(target.register(ADA).result().replayed()).isTrue();
    hasher.gate.complete();
    assertThat(target.register(ada("r2", "correct horse", "Ada")).succeeded()).isTrue();
  }

  @Test
  void registerShouldSayGoneWhenUserWasDeletedSince() {
    target.register(ADA);
    target.delete(new DeleteUser("ada@example.com", "correct horse"));

    assertFails(target.register(ADA), ErrorKind.GONE);
    assertThat(target.register(ada("r2", "correct horse", "Ada")).result().outcome())
        .isEqualTo(RegistrationOutcome.CREATED);
  }

  @Test
  void registerShouldStartAnewWhenRecordIsOlderThanKept() {
    // given
    target.register(ADA);
    target.register(ada("r2", "correct horse", "Ada"));
    target.register(ada("r3", "correct horse", "Ada"));
    clock.advance(Duration.ofHours(25));

    // when
    Future<Void> forgotten = target.forgetOldRequests();

    // then
    assertThat(forgotten.succeeded()).isTrue();
    assertThat(store.idToAnswered).isEmpty();
    assertThat(target.register(ADA).result().outcome()).isEqualTo(RegistrationOutcome.KNOWN);
  }

  @Test
  void registerShouldNameEveryFieldAtFault() {
    // when
    Future<?> answer =
        target.register(
            new RegisterUser(" ", "nobody", "short", "a".repeat(256), "half \ud800 a pair"));

    // then
    assertThat(((ServiceException) answer.cause()).fields())
        .extracting(FieldError::field)
        .containsExactly("request_id", "email", "password", "nome", "cognome");
  }

  @Test
  void registerShouldFailAsUnavailableWhenStoreIsAway() {
    store.away = true;

    assertFails(target.register(ADA), ErrorKind.UNAVAILABLE);
  }

  @Test
  void deleteShouldTellDataCollectorWhenPasswordIsRight() {
    // given
    target.register(ADA);
    User user = store.emailToUser.values().iterator().next();

    // when
    UserDeleted deleted =
        target.delete(new DeleteUser("ADA@example.com", "correct horse")).result();

    // then
    assertThat(deleted).isEqualTo(new UserDeleted("ada@example.com", true));
    assertThat(relay.told)
        .isEqualTo(store.outbox)
        .extracting(Deletion::userId)
        .containsOnly(user.id());
    assertThat(store.emailToUser).isEmpty();
  }

  @Test
  void deleteShouldSayNotPropagatedWhenDataCollectorHasNotConfirmed() {
    relay.confirms = false;
    target.register(ADA);

    assertThat(
            target.delete(new DeleteUser("ada@example.com", "correct horse")).result().propagated())
        .isFalse();
  }

  @Test
  void deleteShouldChangeNothingWhenPasswordIsWrong() {
    target.register(ADA);

    assertFails(target.delete(new DeleteUser("ada@example.com", "x")), ErrorKind.UNAUTHENTICATED);
    assertThat(store.emailToUser).hasSize(1);
    assertThat(relay.told).isEmpty();
  }

  @Test
  void deleteShouldSpareNextUserWhenAddressChangesHandsMeanwhile() {
    // given
    DeleteUser question = new DeleteUser("ada@example.com", "correct horse");
    target.register(ADA);
    Promise<Void> gate = Promise.promise();
    hasher.gate = gate;
    Future<UserDeleted> late = target.delete(question);
    hasher.gate = null;

    // when
    target.delete(question);
    target.register(ada("r2", "correct horse", "Ada"));
    gate.complete();

    // then
    assertFails(late, ErrorKind.NOT_FOUND);
    assertThat(store.emailToUser).hasSize(1);
    assertThat(relay.told).hasSize(1);
  }

  @Test
  void deleteShouldFailWhenInputCannotBeRight() {
    assertFails(target.delete(new DeleteUser("bob@example.com", "secret123")), ErrorKind.NOT_FOUND);
    assertFails(target.delete(new DeleteUser("bob", "secret123")), ErrorKind.INVALID);
    assertFails(target.delete(new DeleteUser("bob@example.com", "")), ErrorKind.INVALID);
    assertFails(target.delete(new DeleteUser("bob@example.com", null)), ErrorKind.INVALID);
  }

  @Test
  void checkShouldGiveIdsOfThoseWhoExist() {
    // given
    target.register(ADA);
    User user = store.emailToUser.values().iterator().next();

    // when
    UsersChecked checked =
        target
            .check(
                new CheckUsers(
                    Set.of(" ADA@example.com", "ada@example.com", "bob@example.com", "no address")))
            .result();

    // then
    String id = user.id().toString();
    assertThat(checked.emailToId())
        .isEqualTo(Map.of(" ADA@example.com", id, "ada@example.com", id));
  }

  @Test
  void checkShouldNotAskStoreWhenNobodyCanExist() {
    store.away = true;

    assertThat(target.check(new CheckUsers(Set.of("no address"))).result().emailToId()).isEmpty();
  }

  @Test
  void checkShouldNotSayUnknownUserWhenStoreIsAway() {
    store.away = true;

    assertFails(target.check(new CheckUsers(Set.of("ada@example.com"))), ErrorKind.UNAVAILABLE);
  }

  @Test
  void messagesShouldShowNoPasswordWhenPrinted() {
    assertThat(ADA.toString() + new DeleteUser("ada@example.com", "correct horse"))
        .doesNotContain("correct horse");
  }

  private static void assertFails(Future<?> future, ErrorKind kind) {
    assertThat(future.failed()).isTrue();
    assertThat(ServiceException.from(future.cause()).kind()).isEqualTo(kind);
  }
}
