package dev.flightwatch.usermanager.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.Deletion;
import dev.flightwatch.usermanager.users.RegistrationOutcome;
import dev.flightwatch.usermanager.users.RegistrationRecord;
import dev.flightwatch.usermanager.users.User;
import dev.flightwatch.usermanager.users.UserStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that every {@link AccountStore} passes. */
public interface AccountStoreContract {
  Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  Instant END = NOW.plus(Duration.ofDays(30));
  EmailAddress ADA = new EmailAddress("ada@example.com");
  EmailAddress BOB = new EmailAddress("bob@example.com");
  String NEW_HASH = "new hash";

  AccountStore target();

  UserStore users();

  @Test
  default void checkShouldReturnActiveTokensOnly() {
    // given
    User ada = registered(ADA);
    session(ada, "s1", NOW);
    session(registered(BOB), "s2", NOW);
    token(ada, "s1", "t1");

    // when
    List<CheckedToken> checked = check(NOW, "s1", "s2", "t1", "unknown");

    // then
    assertThat(checked)
        .containsExactlyInAnyOrder(
            new CheckedToken(
                new Identity(ada.id(), ADA, Set.of("read", "write", "account"), END, hash("s1")),
                true,
                NOW),
            new CheckedToken(
                new Identity(user(BOB).id(), BOB, Scopes.SESSION, END, hash("s2")), true, NOW),
            new CheckedToken(
                new Identity(ada.id(), ADA, Set.of("read"), END, hash("t1")), false, null));
    assertThat(check(END.minusMillis(1), "s1", "t1")).hasSize(2);
    assertThat(check(END, "s1", "s2", "t1")).isEmpty();
  }

  @Test
  default void addSessionShouldChangeNothingWhenUserIsDeletedOrHasAnotherPassword() {
    // given
    User ada = registered(ADA);
    User bob = registered(BOB);

    // when
    delete(ada).await();
    changePassword(bob, "none");

    // then
    assertThat(addSession(ada, "s1", NOW).await()).isFalse();
    assertThat(addSession(bob, "s2", NOW).await()).isFalse();
    assertThat(check(NOW, "s1", "s2")).isEmpty();
    session(user(BOB), "s3", NOW);
  }

  @Test
  default void addSessionShouldEndTheOldestBeyondTheMaximum() {
    // given
    User ada = registered(ADA);
    session(registered(BOB), "bob", NOW);

    // when
    IntStream.range(0, 5).forEach(i -> session(ada, "s" + i, NOW.plusSeconds(i)));

    // then
    assertThat(check(NOW, "s0", "s1", "s2", "s3", "s4", "bob"))
        .extracting(checked -> checked.identity().token())
        .containsExactlyInAnyOrder(hash("s2"), hash("s3"), hash("s4"), hash("bob"));
  }

  @Test
  default void addSessionShouldKeepToTheMaximumWhenLoginsAreParallel() {
    // given
    User ada = registered(ADA);

    // when
    Future.all(IntStream.range(0, 20).mapToObj(i -> addSession(ada, "s" + i, NOW)).toList())
        .await();

    // then
    assertThat(account(ada).sessions()).hasSize(3);
  }

  @Test
  default void deleteShouldEndSessionsAndTokensOfTheUser() {
    // given
    User ada = registered(ADA);
    session(ada, "s1", NOW);
    token(ada, "s1", "t1");
    session(registered(BOB), "s2", NOW);

    // when
    delete(ada).await();
    registered(ADA);

    // then
    assertThat(check(NOW, "s1", "t1")).isEmpty();
    assertThat(check(NOW, "s2")).hasSize(1);
  }

  @Test
  default void deleteShouldChangeNothingWhenPasswordWasChanged() {
    // given
    User ada = registered(ADA);
    changePassword(ada, "none");

    // then
    assertThat(delete(ada).await()).isFalse();
    assertThat(delete(user(ADA)).await()).isTrue();
  }

  @Test
  default void deleteSessionsShouldEndOneOrAllOfTheUser() {
    // given
    User ada = registered(ADA);
    session(registered(BOB), "bob", NOW);
    Stream.of("s1", "s2", "s3").forEach(token -> session(ada, token, NOW));
    token(ada, "s1", "t1");

    // then
    assertThat(target().deleteSession(hash("s1")).await()).isTrue();
    assertThat(target().deleteSession(hash("s1")).await()).isFalse();
    assertThat(check(NOW, "s1", "s2", "s3")).hasSize(2);
    target().deleteSessions(ada.id()).await();
    assertThat(check(NOW, "s1", "s2", "s3")).isEmpty();
    assertThat(check(NOW, "t1", "bob")).hasSize(2);
  }

  @Test
  default void addTokenShouldNeedAnActiveSessionAndKeepToTheMaximum() {
    // given
    User ada = registered(ADA);
    session(ada, "s1", NOW);

    // then
    assertThat(addToken(ada, "unknown", "t0").await()).isEqualTo(TokenAddition.SESSION_ENDED);
    Stream.of("t1", "t2", "t3").forEach(token -> token(ada, "s1", token));
    assertThat(addToken(ada, "s1", "t4").await()).isEqualTo(TokenAddition.TOO_MANY);
    PersonalToken first = account(ada).tokens().get(0);
    assertThat(target().deleteToken(registered(BOB).id(), first.id()).await()).isFalse();
    assertThat(target().deleteToken(ada.id(), first.id()).await()).isTrue();
    token(ada, "s1", "t4");
    target().deleteSessions(ada.id()).await();
    assertThat(addToken(ada, "s1", "t5").await()).isEqualTo(TokenAddition.SESSION_ENDED);
  }

  @Test
  default void useShouldBeRecordedOncePerInterval() {
    // given
    User ada = registered(ADA);
    session(ada, "s1", NOW);
    token(ada, "s1", "t1");
    Instant day = NOW.plus(Duration.ofDays(1));
    Set<TokenHash> session = Set.of(hash("s1"));
    Set<TokenHash> token = Set.of(hash("t1"));

    // when
    target().extendSessions(session, day, NOW.minusSeconds(1), END.plusSeconds(1)).await();
    target().recordUse(token, NOW, NOW.minusSeconds(60)).await();
    target().recordUse(token, NOW.plusSeconds(59), NOW.minusSeconds(1)).await();

    // then
    assertThat(account(ada).sessions().get(0).expiresAt()).isEqualTo(END);
    assertThat(account(ada).tokens().get(0).lastUsedAt()).isEqualTo(NOW);
    target().extendSessions(session, day, NOW, END.plusSeconds(2)).await();
    target().recordUse(token, NOW.plusSeconds(60), NOW).await();
    assertThat(account(ada).sessions().get(0).expiresAt()).isEqualTo(END.plusSeconds(2));
    assertThat(account(ada).tokens().get(0).lastUsedAt()).isEqualTo(NOW.plusSeconds(60));
    target().extendSessions(session, END.plusSeconds(2), END, END.plusSeconds(9)).await();
    assertThat(check(END.plusSeconds(2), "s1")).isEmpty();
  }

  @Test
  default void updateShouldChangeOnlyWhatIsGivenAndRemoveWhatIsEmpty() {
    // given
    User ada = registered(ADA);
    session(ada, "s1", NOW);
    session(ada, "s2", NOW);

    // when
    boolean updated =
        target()
            .update(ada.id(), hash("s1"), new AccountChange(null, "Byron", null, null, false))
            .await();

    // then
    assertThat(updated).isTrue();
    assertThat(user(ADA))
        .isEqualTo(new User(ada.id(), ADA, "hash", "Ada", "Byron", ada.createdAt()));
    assertThat(check(NOW, "s1", "s2")).hasSize(2);

    // when
    target().update(ada.id(), hash("s1"), new AccountChange("", null, null, null, false)).await();

    // then
    assertThat(user(ADA))
        .isEqualTo(new User(ada.id(), ADA, "hash", null, "Byron", ada.createdAt()));
  }

  @Test
  default void updateShouldEndOtherSessionsAndTokensWhenPasswordChanges() {
    // given
    User ada = registered(ADA);
    session(ada, "s1", NOW);
    session(ada, "s2", NOW);
    token(ada, "s2", "t1");
    session(registered(BOB), "bob", NOW);
    token(user(BOB), "bob", "of-bob");
    target().update(ada.id(), hash("s1"), new AccountChange("A", null, null, null, false)).await();
    assertThat(check(NOW, "s1", "s2", "t1")).hasSize(3);

    // then
    assertThat(changePassword(ada, "s1")).isTrue();
    assertThat(user(ADA).passwordHash()).isEqualTo(NEW_HASH);
    assertThat(check(NOW, "s2", "t1")).isEmpty();
    assertThat(check(NOW, "s1", "bob", "of-bob")).hasSize(3);
    assertThat(changePassword(ada, "none")).isFalse();
    assertThat(check(NOW, "s1")).hasSize(1);
  }

  @Test
  default void updateShouldKeepTokensWhenTheChangeSaysSo() {
    // given
    User ada = registered(ADA);
    session(ada, "s1", NOW);
    session(ada, "s2", NOW);
    token(ada, "s2", "t1");

    // when
    target()
        .update(ada.id(), hash("s1"), new AccountChange(null, null, "hash", NEW_HASH, true))
        .await();

    // then
    assertThat(check(NOW, "s2")).isEmpty();
    assertThat(check(NOW, "s1", "t1")).hasSize(2);
  }

  @Test
  default void resetPasswordShouldEndSessionsAndTokens() {
    // given
    User ada = registered(ADA);
    session(ada, "s1", NOW);
    token(ada, "s1", "t1");

    // then
    assertThat(target().resetPassword(BOB, NEW_HASH).await()).isEmpty();
    assertThat(target().resetPassword(ADA, NEW_HASH).await()).contains(ada.id());
    assertThat(user(ADA).passwordHash()).isEqualTo(NEW_HASH);
    assertThat(check(NOW, "s1", "t1")).isEmpty();
  }

  @Test
  default void deleteExpiredShouldDeleteUpToTheLimit() {
    // given
    User ada = registered(ADA);
    Stream.of("s1", "s2").forEach(token -> session(ada, token, NOW));
    session(ada, "s3", NOW.plusSeconds(1));

    // then
    assertThat(target().deleteExpired(END.minusMillis(1), 9).await()).isZero();
    for (int count : new int[] {1, 1, 0}) {
      assertThat(target().deleteExpired(END, 1).await()).isEqualTo(count);
    }
    assertThat(check(NOW, "s1", "s2", "s3")).hasSize(1);
  }

  default User registered(EmailAddress email) {
    User user = new User(UUID.randomUUID(), email, "hash", "Ada", null, NOW);
    RegistrationRecord.Completed record =
        new RegistrationRecord.Completed(
            user.id().toString(), email, "digest", "hash", RegistrationOutcome.CREATED, "", NOW);
    users().register(user, record, record).await();
    return user;
  }

  default User user(EmailAddress email) {
    return users().findByEmail(email).await().orElseThrow();
  }

  default Future<Boolean> delete(User user) {
    Deletion deletion = new Deletion(UUID.randomUUID(), user.id(), user.email(), 0);
    return users().delete(user, deletion, NOW);
  }

  default boolean changePassword(User checked, String session) {
    return target()
        .update(
            checked.id(),
            hash(session),
            new AccountChange(null, null, checked.passwordHash(), NEW_HASH, false))
        .await();
  }

  default Account account(User user) {
    return target().find(user.id(), NOW).await().orElseThrow();
  }

  static TokenHash hash(String token) {
    return TokenHash.of(token);
  }

  default Future<Boolean> addSession(User checked, String token, Instant createdAt) {
    Session session =
        new Session(UUID.randomUUID(), hash(token), createdAt, createdAt.plus(Duration.ofDays(30)));
    return target().addSession(checked, session, 3);
  }

  default void session(User checked, String token, Instant createdAt) {
    assertThat(addSession(checked, token, createdAt).await()).isTrue();
  }

  default Future<TokenAddition> addToken(User user, String session, String value) {
    PersonalToken token =
        new PersonalToken(UUID.randomUUID(), value, Set.of("read"), NOW, END, null);
    return target().addToken(user.id(), hash(session), token, hash(value), 3);
  }

  default void token(User user, String session, String value) {
    assertThat(addToken(user, session, value).await()).isEqualTo(TokenAddition.ADDED);
  }

  default List<CheckedToken> check(Instant now, String... tokens) {
    return target()
        .check(Set.copyOf(Stream.of(tokens).map(AccountStoreContract::hash).toList()), now)
        .await();
  }
}
