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
import dev.flightwatch.usermanager.accounts.AccountMessages.ExportAccount;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
            new PasswordCheck(hasher, new MemoryPasswordTries(), users, clock),
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
        tokens
            .make(new MakeToken(caller, "laptop", Set.of("read"), Duration.ofDays(1), NETWORK))
            .result();
    tokens.revoke(new RevokeToken(caller, made.token().id(), NETWORK));
    accounts.export(new ExportAccount(caller, NETWORK));
    accounts.update(new UpdateAccount(caller, "Augusta", null, null, null, false, NETWORK));
    accounts.update(new UpdateAccount(caller, null, null, "another", "wrong", false, NETWORK));
    accounts.update(new UpdateAccount(caller, null, null, "another", "right", false, NETWORK));
    sessions.end(new EndSessions(caller, false, NETWORK));
    EmailAddress nobody = new EmailAddress("nobody@example.com");
    for (EmailAddress email : List.of(nobody, ADA)) {
      for (int i = 0; i < 20; i++) {
        clock.advance(Duration.ofSeconds(11));
        sessions.start(new StartSession(email, "x", NETWORK));
      }
    }

    // then
    String known = ": user " + ada.id() + ", network " + NETWORK;
    String unknown = ": user unknown, network " + NETWORK;
    List<String> expected =
        new ArrayList<>(
            List.of(
                "Login failed" + known,
                "Login" + known,
                "Token made" + known,
                "Token revoked" + known,
                "Account exported" + known,
                "Account changed" + known,
                "Wrong password" + known,
                "Password changed" + known,
                "Logout" + known));
    expected.addAll(Collections.nCopies(10, "Login failed" + unknown));
    expected.add("Limit of wrong passwords reached" + unknown);
    // Ada has had two wrong passwords before.
    expected.addAll(Collections.nCopies(8, "Login failed" + known));
    expected.add("Limit of wrong passwords reached" + known);
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactlyElementsOf(expected);
  }
}
