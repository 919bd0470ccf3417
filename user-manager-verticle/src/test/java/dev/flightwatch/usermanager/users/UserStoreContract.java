package dev.flightwatch.usermanager.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tests that every {@link UserStore} passes. */
public interface UserStoreContract {
  Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  UserStore target();

  @Test
  default void registerShouldStoreUserAndRecordWhenBothAreNew() {
    // when
    Recording recording = register("r1", "ada@example.com");

    // then
    assertThat(recording.fresh()).isTrue();
    assertThat(completed(recording).outcome()).isEqualTo(RegistrationOutcome.CREATED);
    assertThat(target().findByEmail(new EmailAddress("ada@example.com")).await())
        .hasValueSatisfying(user -> assertThat(user.createdAt()).isEqualTo(NOW));
    assertThat(target().findRegistration("r1").await()).contains(recording.record());
  }

  @Test
  default void registerShouldKeepFirstUserWhenAddressIsKnown() {
    // given
    register("r1", "ada@example.com");
    User first = target().findByEmail(new EmailAddress("ada@example.com")).await().orElseThrow();

    // when
    Recording recording = register("r2", "ada@example.com");

    // then
    assertThat(recording.fresh()).isTrue();
    assertThat(completed(recording).outcome()).isEqualTo(RegistrationOutcome.KNOWN);
    assertThat(target().findByEmail(first.email()).await()).contains(first);
  }

  @Test
  default void findIdsShouldReturnIdsOfExistingUsers() {
    // given
    register("r1", "ada@example.com");
    register("r2", "bob@example.com");
    EmailAddress ada = new EmailAddress("ada@example.com");
    User known = target().findByEmail(ada).await().orElseThrow();

    // when
    Map<EmailAddress, UUID> ids =
        target().findIds(Set.of(ada, new EmailAddress("eve@example.com"))).await();

    // then
    assertThat(ids).isEqualTo(Map.of(ada, known.id()));
  }

  @Test
  default void registerShouldChangeNothingWhenIdIsRecorded() {
    // given
    Recording first = register("r1", "ada@example.com");

    // when
    Recording again = register("r1", "bob@example.com");

    // then
    assertThat(again).isEqualTo(new Recording(first.record(), false));
    assertThat(target().findByEmail(new EmailAddress("bob@example.com")).await()).isEmpty();
  }

  @Test
  default void registerShouldRecordOnceWhenAttemptsRunInParallel() {
    // when
    List<Future<Recording>> attempts =
        IntStream.range(0, 20).mapToObj(i -> attempt("r1", "ada@example.com")).toList();
    Future.all(attempts).await();

    // then
    assertThat(attempts).filteredOn(attempt -> attempt.result().fresh()).hasSize(1);
    assertThat(attempts)
        .extracting(attempt -> attempt.result().record())
        .containsOnly(attempts.get(0).result().record());
  }

  @Test
  default void deleteShouldKeepOnlyRequestIdsWhenUserExists() {
    // given
    register("r1", "ada@example.com");
    register("r2", "ada@example.com");
    register("r3", "bob@example.com");
    User user = target().findByEmail(new EmailAddress("ada@example.com")).await().orElseThrow();

    // when
    boolean deleted = target().delete(user, deletion(user), NOW).await();

    // then
    assertThat(deleted).isTrue();
    assertThat(target().findByEmail(user.email()).await()).isEmpty();
    assertThat(target().findRegistration("r1").await()).contains(new RegistrationRecord.Gone("r1"));
    assertThat(target().findRegistration("r2").await()).contains(new RegistrationRecord.Gone("r2"));
    assertThat(target().findRegistration("r3").await().orElseThrow())
        .isInstanceOf(RegistrationRecord.Completed.class);
  }

  @Test
  default void deleteShouldKeepNextUserWhenAddressWasRegisteredAgain() {
    // given
    register("r1", "ada@example.com");
    User first = target().findByEmail(new EmailAddress("ada@example.com")).await().orElseThrow();
    target().delete(first, deletion(first), NOW).await();
    register("r2", "ada@example.com");

    // when
    boolean deleted = target().delete(first, deletion(first), NOW).await();

    // then
    assertThat(deleted).isFalse();
    assertThat(target().findByEmail(first.email()).await()).isPresent();
    assertThat(target().findRegistration("r2").await().orElseThrow())
        .isInstanceOf(RegistrationRecord.Completed.class);
  }

  @Test
  default void registerShouldReturnGoneRecordWhenIdBelongedToDeletedUser() {
    // given
    register("r1", "ada@example.com");
    User user = target().findByEmail(new EmailAddress("ada@example.com")).await().orElseThrow();
    target().delete(user, deletion(user), NOW).await();

    // when
    Recording again = register("r1", "ada@example.com");

    // then
    assertThat(again).isEqualTo(new Recording(new RegistrationRecord.Gone("r1"), false));
    assertThat(target().findByEmail(user.email()).await()).isEmpty();
  }

  @Test
  default void deleteRegistrationsBeforeShouldDeleteOldRecordsUpToLimit() {
    // given
    register("r1", "ada@example.com");
    register("r2", "ada@example.com");
    register("r3", "ada@example.com");

    // when
    List<Integer> counts =
        IntStream.range(0, 3)
            .mapToObj(
                i -> target().deleteRegistrationsBefore(NOW.plus(Duration.ofSeconds(1)), 2).await())
            .toList();

    // then
    assertThat(counts).containsExactly(2, 1, 0);
    assertThat(target().findRegistration("r1").await()).isEmpty();
    assertThat(target().findByEmail(new EmailAddress("ada@example.com")).await()).isPresent();
  }

  @Test
  default void deleteRegistrationsBeforeShouldKeepNewerRecords() {
    register("r1", "ada@example.com");

    assertThat(target().deleteRegistrationsBefore(NOW, 10).await()).isZero();
    assertThat(target().findRegistration("r1").await()).isPresent();
  }

  private Recording register(String requestId, String email) {
    return attempt(requestId, email).await();
  }

  private Future<Recording> attempt(String requestId, String email) {
    EmailAddress address = new EmailAddress(email);
    User user = new User(UUID.randomUUID(), address, "hash", "Ada", null, NOW);
    return target()
        .register(
            user,
            record(requestId, address, RegistrationOutcome.CREATED),
            record(requestId, address, RegistrationOutcome.KNOWN));
  }

  private static RegistrationRecord.Completed record(
      String requestId, EmailAddress email, RegistrationOutcome outcome) {
    return new RegistrationRecord.Completed(
        requestId, email, "digest", "hash", outcome, "{\"outcome\":\"" + outcome + "\"}", NOW);
  }

  private static RegistrationRecord.Completed completed(Recording recording) {
    return (RegistrationRecord.Completed) recording.record();
  }

  private static Deletion deletion(User user) {
    return new Deletion(UUID.randomUUID(), user.id(), user.email(), 0);
  }
}
