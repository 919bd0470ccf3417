package dev.flightwatch.usermanager.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.UserMessages.ExistingUser;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tests that every {@link UserStore} passes. */
public interface UserStoreContract {
  Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  EmailAddress ADA = new EmailAddress("ada@example.com");
  EmailAddress BOB = new EmailAddress("bob@example.com");

  UserStore target();

  @Test
  default void registerShouldStoreUserAndRecordWhenBothAreNew() {
    // when
    Recording recording = register("r1", ADA).await();

    // then
    assertThat(recording)
        .isEqualTo(new Recording(record("r1", ADA, RegistrationOutcome.CREATED), true));
    assertThat(user(ADA)).get().extracting(User::createdAt).isEqualTo(NOW);
    assertThat(record("r1")).contains(recording.record());
  }

  @Test
  default void registerShouldKeepFirstUserWhenAddressIsKnown() {
    // given
    User first = registered("r1", ADA);

    // when
    Recording recording = register("r2", ADA).await();

    // then
    assertThat(recording)
        .isEqualTo(new Recording(record("r2", ADA, RegistrationOutcome.KNOWN), true));
    assertThat(user(ADA)).contains(first);
  }

  @Test
  default void findExistingShouldReturnExistingUsersOnly() {
    // given
    User ada = registered("r1", ADA);
    registered("r2", BOB);

    // when
    List<ExistingUser> found =
        target().findExisting(Set.of(ADA, new EmailAddress("eve@example.com"))).await();

    // then
    assertThat(found).containsExactly(new ExistingUser(ADA, ada.id()));
  }

  @Test
  default void registerShouldChangeNothingWhenIdIsRecorded() {
    // given
    Recording first = register("r1", ADA).await();

    // when
    Recording again = register("r1", BOB).await();

    // then
    assertThat(again).isEqualTo(new Recording(first.record(), false));
    assertThat(user(BOB)).isEmpty();
  }

  @Test
  default void registerShouldRecordOnceWhenAttemptsRunInParallel() {
    // when
    List<Future<Recording>> attempts =
        IntStream.range(0, 20).mapToObj(i -> register("r1", ADA)).toList();
    Future.all(attempts).await();

    // then
    assertThat(attempts).filteredOn(attempt -> attempt.result().fresh()).hasSize(1);
    assertThat(attempts)
        .extracting(attempt -> attempt.result().record())
        .containsOnly(attempts.get(0).result().record());
  }

  @Test
  default void deleteShouldKeepOnlyRequestIdsOfUser() {
    // given
    User ada = registered("r1", ADA);
    registered("r2", ADA);
    registered("r3", BOB);

    // when
    boolean deleted = delete(ada).await();

    // then
    Recording gone = new Recording(new RegistrationRecord.Gone("r1"), false);
    assertThat(deleted).isTrue();
    assertThat(register("r1", ADA).await()).isEqualTo(gone);
    assertThat(user(ADA)).isEmpty();
    assertThat(record("r2")).contains(new RegistrationRecord.Gone("r2"));
    assertThat(record("r3")).contains(record("r3", BOB, RegistrationOutcome.CREATED));
  }

  @Test
  default void deleteShouldKeepNextUserWhenAddressWasRegisteredAgain() {
    // given
    User first = registered("r1", ADA);
    delete(first).await();
    User next = registered("r2", ADA);

    // when
    boolean deleted = delete(first).await();

    // then
    assertThat(deleted).isFalse();
    assertThat(user(ADA)).contains(next);
    assertThat(record("r2")).contains(record("r2", ADA, RegistrationOutcome.CREATED));
  }

  @Test
  default void deleteRegistrationsBeforeShouldDeleteOlderRecordsUpToLimit() {
    // given
    List.of("r1", "r2", "r3").forEach(requestId -> registered(requestId, ADA));

    // then
    assertThat(target().deleteRegistrationsBefore(NOW, 2).await()).isZero();
    for (int count : new int[] {2, 1, 0}) {
      assertThat(target().deleteRegistrationsBefore(NOW.plusMillis(1), 2).await()).isEqualTo(count);
    }
    assertThat(record("r1")).isEmpty();
    assertThat(user(ADA)).isPresent();
  }

  default Future<Recording> register(String requestId, EmailAddress email) {
    return target()
        .register(
            new User(UUID.randomUUID(), email, "hash", "Ada", null, NOW),
            record(requestId, email, RegistrationOutcome.CREATED),
            record(requestId, email, RegistrationOutcome.KNOWN));
  }

  /** Returns the user with this address after a registration. */
  default User registered(String requestId, EmailAddress email) {
    register(requestId, email).await();
    return user(email).orElseThrow();
  }

  default Future<Boolean> delete(User user) {
    Deletion deletion = new Deletion(UUID.randomUUID(), user.id(), user.email(), 0);
    return target().delete(user, deletion, NOW.plus(Duration.ofSeconds(10)));
  }

  default Optional<User> user(EmailAddress email) {
    return target().findByEmail(email).await();
  }

  default Optional<RegistrationRecord> record(String requestId) {
    return target().findRegistration(requestId).await();
  }

  private static RegistrationRecord.Completed record(
      String requestId, EmailAddress email, RegistrationOutcome outcome) {
    return new RegistrationRecord.Completed(
        requestId, email, "digest", "hash", outcome, "{\"outcome\":\"" + outcome + "\"}", NOW);
  }
}
