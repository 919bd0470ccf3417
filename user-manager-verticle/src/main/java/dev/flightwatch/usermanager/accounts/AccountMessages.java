package dev.flightwatch.usermanager.accounts;

import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.bus.Command;
import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The commands on accounts. Requests hold values that the API layer has parsed and validated. The
 * commands of a caller with credentials fail with {@code UNAUTHENTICATED} when these have ended
 * meanwhile.
 */
public final class AccountMessages {
  public static final Command<StartSession, SessionStarted> START_SESSION =
      command("sessions.start", StartSession.class, SessionStarted.class, 25);
  public static final Command<EndSessions, SessionsEnded> END_SESSIONS =
      command("sessions.end", EndSessions.class, SessionsEnded.class, 6);
  public static final Command<FindAccount, Account> FIND =
      command("accounts.find", FindAccount.class, Account.class, 6);
  public static final Command<ExportAccount, Account> EXPORT =
      command("accounts.export", ExportAccount.class, Account.class, 6);
  public static final Command<UpdateAccount, Account> UPDATE =
      command("accounts.update", UpdateAccount.class, Account.class, 25);
  public static final Command<MakeToken, TokenMade> MAKE_TOKEN =
      command("tokens.make", MakeToken.class, TokenMade.class, 6);
  public static final Command<RevokeToken, TokenRevoked> REVOKE_TOKEN =
      command("tokens.revoke", RevokeToken.class, TokenRevoked.class, 6);
  public static final Command<CheckTokens, TokensChecked> CHECK_TOKENS =
      command("tokens.check", CheckTokens.class, TokensChecked.class, 6);

  private AccountMessages() {}

  private static <Q extends Record, A extends Record> Command<Q, A> command(
      String name, Class<Q> request, Class<A> reply, int seconds) {
    return new Command<>("user-manager." + name, request, reply, Duration.ofSeconds(seconds));
  }

  /**
   * Starts a session. Fails with {@code UNAUTHENTICATED}, the same for an unknown address and a
   * wrong password, and with {@code LIMITED} when too many were tried.
   *
   * @param network the client's network, as text
   */
  public record StartSession(EmailAddress email, String password, String network) {
    /** Omits the password, which must not be logged. */
    @Override
    public String toString() {
      return "StartSession[" + email + "]";
    }
  }

  /**
   * A session was started.
   *
   * @param token the only copy of the token
   */
  public record SessionStarted(String token, Instant expiresAt, Account account) {
    /** Omits the token, which must not be logged. */
    @Override
    public String toString() {
      return "SessionStarted[" + account + "]";
    }
  }

  /**
   * Ends the caller's session, or all sessions of the caller.
   *
   * @param network the client's network, as text
   */
  public record EndSessions(Identity caller, boolean all, String network) {}

  /** The sessions have ended. */
  public record SessionsEnded() {}

  /** Finds the caller's account. */
  public record FindAccount(Identity caller) {}

  /**
   * Finds the caller's account, to hand all of it out.
   *
   * @param network the client's network, as text
   */
  public record ExportAccount(Identity caller, String network) {}

  /**
   * Changes the caller's account; what is null stays as it is. Fails with {@code FORBIDDEN} when
   * the current password is wrong, and with {@code LIMITED} when too many were tried.
   *
   * @param password new password
   * @param currentPassword required for a new password
   * @param keepTokens whether a new password keeps the personal access tokens
   * @param network the client's network, as text
   */
  public record UpdateAccount(
      Identity caller,
      String nome,
      String cognome,
      String password,
      String currentPassword,
      boolean keepTokens,
      String network) {
    /** Omits the passwords and the names, which must not be logged. */
    @Override
    public String toString() {
      return "UpdateAccount[" + caller.email() + "]";
    }
  }

  /**
   * Makes a personal access token. Fails with {@code CONFLICT} when the caller has too many.
   *
   * @param network the client's network, as text
   */
  public record MakeToken(
      Identity caller, String name, Set<String> scopes, Duration validity, String network) {}

  /**
   * A personal access token was made.
   *
   * @param value the only copy of the token
   */
  public record TokenMade(PersonalToken token, String value) {
    /** Omits the value, which must not be logged. */
    @Override
    public String toString() {
      return "TokenMade[" + token + "]";
    }
  }

  /**
   * Revokes a personal access token; fails with {@code NOT_FOUND} when the caller has none.
   *
   * @param network the client's network, as text
   */
  public record RevokeToken(Identity caller, UUID id, String network) {}

  /** The token was revoked. */
  public record TokenRevoked() {}

  /** Finds out to whom tokens belong. */
  public record CheckTokens(Set<TokenHash> tokens) {}

  /**
   * The active tokens among those that were checked.
   *
   * @param identities one entry per active token
   */
  public record TokensChecked(List<Identity> identities) {}
}
