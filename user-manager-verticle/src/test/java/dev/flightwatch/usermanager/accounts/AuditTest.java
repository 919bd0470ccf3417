package dev.flightwatch.usermanager.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.accounts.AccountMessages.EndSessions;
import dev.flightwatch.usermanager.accounts.AccountMessages.MakeToken;
import dev.flightwatch.usermanager.accounts.AccountMessages.RevokeToken;
import dev.flightwatch.usermanager.accounts.AccountMessages.StartSession;
import dev.flightwatch.usermanager.accounts.AccountMessages.TokenMade;
import dev.flightwatch.usermanager.accounts.AccountMessages.UpdateAccount;
import dev.flightwatch.usermanager.users.MemoryPasswordTries;
import dev.flightwatch.usermanager.users.MemoryUserStore;
import dev.flightwatch.usermanager.users.PasswordCheck;
import dev.flightwatch.usermanager.users.PlainHasher;
import dev.flightwatch.usermanager.users.User;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AuditTest {
  private static final EmailAddress ADA = new EmailAddress("ada@example.com");
  private static final String NETWORK = "192.0.2.1";

  private final Logger audit = (Logger) LoggerFactory.getLogger("audit");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void capture() {
    lines.start();
    audit.addAppender(lines);
  }

  @AfterEach
  void release() {
    audit.detachAppender(lines);
  }

  @Test
  void eventsShouldBeOneLineEachWithoutAddressAndSecret() {
    // given
    MemoryUserStore users = new MemoryUserStore();
    SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
    PlainHasher hasher = new PlainHasher();
    User ada = new User(UUID.randomUUID(), ADA, "hash of right", null, null, clock.instant());
    users.emailToUser.put(ADA, ada);
    AccountDependencies dependencies =
        new AccountDependencies(
            new MemoryAccountStore(users),
            users,
            hasher,
            new PasswordCheck(hasher, new MemoryPasswordTries(), clock),
            new AccountMetrics(Meters.detached()),
            clock);
    Sessions sessions = new Sessions(dependencies);
    Accounts accounts = new Accounts(dependencies);
    PersonalTokens tokens = new PersonalTokens(dependencies);

    // when
    sessions.start(new StartSession(ADA, "wrong", NETWORK));
    String session = sessions.start(new StartSession(ADA, "right", NETWORK)).result().token();
    Identity caller =
        new Identity(ada.id(), ADA, Scopes.SESSION, clock.instant(), TokenHash.of(session));
    TokenMade made =
        tokens.make(new MakeToken(caller, "laptop", Set.of("read"), Duration.ofDays(1))).result();
    tokens.revoke(new RevokeToken(caller, made.token().id()));
    accounts.update(new UpdateAccount(caller, null, null, "another", "wrong", NETWORK));
    accounts.update(new UpdateAccount(caller, null, null, "another", "right", NETWORK));
    sessions.end(new EndSessions(caller, false));

    // then
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Login failed: a***@example.com",
            "Login: a***@example.com",
            "Token made: a***@example.com",
            "Token revoked: a***@example.com",
            "Wrong password: a***@example.com",
            "Password changed: a***@example.com",
            "Logout: a***@example.com");
  }
}
