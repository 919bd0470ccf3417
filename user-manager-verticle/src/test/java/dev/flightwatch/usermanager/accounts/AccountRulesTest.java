package dev.flightwatch.usermanager.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.accounts.AccountMessages.CheckTokens;
import dev.flightwatch.usermanager.accounts.AccountMessages.EndSessions;
import dev.flightwatch.usermanager.accounts.AccountMessages.FindAccount;
import dev.flightwatch.usermanager.accounts.AccountMessages.MakeToken;
import dev.flightwatch.usermanager.accounts.AccountMessages.RevokeToken;
import dev.flightwatch.usermanager.accounts.AccountMessages.SessionStarted;
import dev.flightwatch.usermanager.accounts.AccountMessages.StartSession;
import dev.flightwatch.usermanager.accounts.AccountMessages.TokenMade;
import dev.flightwatch.usermanager.accounts.AccountMessages.UpdateAccount;
import dev.flightwatch.usermanager.users.MemoryPasswordTries;
import dev.flightwatch.usermanager.users.MemoryUserStore;
import dev.flightwatch.usermanager.users.PasswordCheck;
import dev.flightwatch.usermanager.users.PlainHasher;
import dev.flightwatch.usermanager.users.User;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of all commands on accounts. */
class AccountRulesTest {
  private static final EmailAddress ADA = new EmailAddress("ada@example.com");
  private static final String NETWORK = "192.0.2.1";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MemoryUserStore users = new MemoryUserStore();
  private final MemoryAccountStore store = new MemoryAccountStore(users);
  private final PlainHasher hasher = new PlainHasher();
  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  private final Meters meters = Meters.detached();
  private final AccountDependencies dependencies =
      new AccountDependencies(
          store,
          users,
          hasher,
          new PasswordCheck(hasher, new MemoryPasswordTries(), users, clock),
          new AccountMetrics(meters),
          clock);
  private final Sessions sessions = new Sessions(dependencies);
  private final Accounts accounts = new Accounts(dependencies);
  private final PersonalTokens tokens = new PersonalTokens(dependencies);
  private final TokenChecks checks = new TokenChecks(dependencies);

  @BeforeEach
  void registerAda() {
    users.emailToUser.put(
        ADA, new User(UUID.randomUUID(), ADA, "hash of right", "Ada", null, clock.instant()));
  }

  private Future<SessionStarted> login(String email, String password) {
    return sessions.start(new StartSession(new EmailAddress(email), password, NETWORK));
  }

  private String login() {
    return login("ada@example.com", "right").result().token();
  }

  private List<Identity> check(String... values) {
    Set<TokenHash> hashes = Set.copyOf(Arrays.stream(values).map(TokenHash::of).toList());
    return checks.check(new CheckTokens(hashes)).result().identities();
  }

  private Identity identity(String token) {
    return check(token).get(0);
  }

  private TokenMade make(String session) {
    return tokens
        .make(
            new MakeToken(
                identity(session), "laptop", Set.of("read"), Duration.ofDays(90), NETWORK))
        .result();
  }

  @Test
  void startShouldFailAlikeWhenAddressOrPasswordIsWrong() {
    assertFails(login("ada@example.com", "wrong"), "invalid_credentials");
    assertFails(login("bob@example.com", "wrong"), "invalid_credentials");
    assertThat(hasher.verifications).isEqualTo(2);
    assertThat(meters.text().lines()).contains("flightwatch_logins_total{outcome=\"refused\"} 2.0");
  }

  @Test
  void startShouldMakeNewTokenAndKeepOnlyItsHash() {
    // when
    SessionStarted first = login("ada@example.com", "right").result();
    String second = login();

    // then
    assertThat(first.token()).matches("fws_[A-Za-z0-9_-]{43}").isNotEqualTo(second);
    assertThat(first.expiresAt()).isEqualTo(clock.instant().plus(Sessions.VALIDITY));
    assertThat(store.held.toString()).doesNotContain(first.token().substring(4));
    assertThat(identity(first.token()).scopes())
        .containsExactlyInAnyOrder("read", "write", "account");
    assertThat(first.toString() + make(second)).doesNotContain("fws_", "fwp_");
  }

  @Test
  void startShouldFailWhenUserIsDeletedOrPasswordChangesMeanwhile() {
    // given
    hasher.release = Promise.promise();
    Future<SessionStarted> late = login("ada@example.com", "right");

    // when
    users.emailToUser.clear();
    hasher.release.complete();

    // then
    assertFails(late, "invalid_credentials");
    assertThat(store.held).isEmpty();
  }

  @Test
  void startShouldKeepFiftySessions() {
    // given
    String first = login();
    clock.advance(MINUTE);
    String second = login();
    clock.advance(MINUTE);

    // when
    IntStream.range(0, Sessions.MAXIMUM - 1).forEach(i -> login());

    // then
    assertThat(check(first)).isEmpty();
    assertThat(check(second)).hasSize(1);
  }

  @Test
  void endShouldEndOneSessionOrAll() {
    // given
    String first = login();
    String second = login();
    String third = login();

    // then
    sessions.end(new EndSessions(identity(first), false, NETWORK));
    assertThat(check(first)).isEmpty();
    assertThat(check(second, third)).hasSize(2);
    sessions.end(new EndSessions(identity(second), true, NETWORK));
    assertThat(check(second, third)).isEmpty();
  }

  @Test
  void checkShouldExtendSessionAtMostOnceADay() {
    // given
    String token = login();

    // when
    clock.advance(Duration.ofHours(23));
    check(token);
    clock.advance(Duration.ofDays(29));

    // then
    assertThat(check(token)).hasSize(1);
    clock.advance(Duration.ofDays(29));
    assertThat(check(token)).hasSize(1);
    clock.advance(Duration.ofDays(30));
    assertThat(check(token)).isEmpty();
    assertThat(meters.text().lines())
        .contains(
            "flightwatch_tokens_checked_total{outcome=\"active\"} 3.0",
            "flightwatch_tokens_checked_total{outcome=\"inactive\"} 1.0");
  }

  @Test
  void checkShouldFailWhenStoreIsUnavailable() {
    // given
    users.unavailable = true;

    // then
    Future<?> check = checks.check(new CheckTokens(Set.of(TokenHash.of("t"))));
    assertThat(ServiceException.from(check.cause()).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(meters.text().lines())
        .contains("flightwatch_tokens_checked_total{outcome=\"failed\"} 1.0");
  }

  @Test
  void personalTokenShouldAllowItsScopesUntilItExpiresOrIsRevoked() {
    // given
    String session = login();
    TokenMade made = make(session);
    TokenMade other = make(session);
    clock.advance(MINUTE);

    // when
    Identity identity = identity(made.value());

    // then
    assertThat(made.value()).matches("fwp_[A-Za-z0-9_-]{43}");
    assertThat(identity.scopes()).containsExactly("read");
    assertThat(account(session).tokens())
        .extracting(PersonalToken::lastUsedAt)
        .containsExactlyInAnyOrder(clock.instant(), null);
    tokens.revoke(new RevokeToken(identity(session), made.token().id(), NETWORK));
    assertThat(check(made.value())).isEmpty();
    assertFails(
        tokens.revoke(new RevokeToken(identity(session), made.token().id(), NETWORK)),
        "token_not_found");
    clock.advance(Duration.ofDays(90));
    assertThat(check(other.value())).isEmpty();
  }

  @Test
  void makeShouldFailWhenThereAreFiftyTokensOrTheSessionHasEnded() {
    // given
    String session = login();
    Identity caller = identity(session);
    MakeToken request =
        new MakeToken(caller, "laptop", Set.of("write"), Duration.ofDays(1), NETWORK);
    IntStream.range(0, PersonalTokens.MAXIMUM).forEach(i -> make(session));

    // then
    assertFails(tokens.make(request), "too_many_tokens");
    clock.advance(Duration.ofDays(91));
    login();
    assertFails(tokens.make(request), "invalid_token");
  }

  private Account account(String session) {
    return accounts.find(new FindAccount(identity(session))).result();
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 2"})
  void updateShouldChangePasswordAndEndOtherSessionsAndTokens(boolean keepTokens, int left) {
    // given
    String session = login();
    String other = login();
    TokenMade personal = make(other);
    Identity caller = identity(session);

    // when
    Account updated =
        accounts
            .update(new UpdateAccount(caller, "Augusta", null, "new", "right", keepTokens, NETWORK))
            .result();

    // then
    assertThat(updated.nome()).isEqualTo("Augusta");
    assertThat(updated.sessions()).extracting(Session::token).containsExactly(caller.token());
    assertThat(updated.tokens()).hasSize(left - 1);
    assertThat(check(session, other, personal.value())).hasSize(left);
    assertFails(login("ada@example.com", "right"), "invalid_credentials");
    assertThat(login("ada@example.com", "new").succeeded()).isTrue();
  }

  @Test
  void updateShouldChangeNothingWhenCurrentPasswordIsWrongOrTriedTooOften() {
    // given
    String session = login();
    String other = login();
    Identity caller = identity(session);
    UpdateAccount wrong = new UpdateAccount(caller, "Eve", null, "new", "wrong", false, NETWORK);

    // then
    IntStream.range(0, 10).forEach(i -> assertFails(accounts.update(wrong), "wrong_password"));
    assertFails(accounts.update(wrong), "too_many_tries");
    assertThat(users.emailToUser.get(ADA).nome()).isEqualTo("Ada");
    assertThat(check(session, other)).hasSize(2);
  }

  @Test
  void updateShouldFailWhenPasswordChangesMeanwhile() {
    // given
    Identity caller = identity(login());
    hasher.release = Promise.promise();
    Future<Account> late =
        accounts.update(new UpdateAccount(caller, null, null, "new", "right", false, NETWORK));

    // when
    store.resetPassword(ADA, "hash of operator's");
    hasher.release.complete();

    // then
    assertFails(late, "wrong_password");
    assertThat(login("ada@example.com", "operator's").succeeded()).isTrue();
  }

  @Test
  void commandsShouldFailWhenUserWasDeletedMeanwhile() {
    // given
    Identity caller = identity(login());

    // when
    users.emailToUser.clear();

    // then
    assertFails(accounts.find(new FindAccount(caller)), "invalid_token");
    assertFails(
        accounts.update(new UpdateAccount(caller, "Eve", null, null, null, false, NETWORK)),
        "invalid_token");
    assertFails(
        accounts.update(new UpdateAccount(caller, null, null, "new", "right", false, NETWORK)),
        "invalid_token");
    assertFails(
        tokens.make(new MakeToken(caller, "laptop", Set.of("read"), Duration.ofDays(1), NETWORK)),
        "invalid_token");
  }

  @Test
  void messagesShouldContainNoSecretWhenPrinted() {
    Identity caller = identity(login());

    assertThat(
            new StartSession(ADA, "secret", NETWORK)
                + new UpdateAccount(caller, null, null, "secret", "secret", false, NETWORK)
                    .toString()
                + new AccountChange(null, null, "secret", "secret", false))
        .doesNotContain("secret", "ada@example.com");
  }

  private static void assertFails(Future<?> future, String code) {
    assertThat(future.failed()).isTrue();
    assertThat(ServiceException.from(future.cause()).code()).isEqualTo(code);
  }
}
