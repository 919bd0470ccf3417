package dev.flightwatch.usermanager.accounts;

import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.User;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Stores sessions and personal access tokens, and changes the accounts of users. The deletion of a
 * user deletes both. A completed write survives restarts. Every method fails with {@code
 * UNAVAILABLE} when the store cannot be reached or stalls.
 */
public interface AccountStore {
  /**
   * Adds a session of a user whose password was checked. Beyond the maximum number, the oldest
   * sessions are deleted.
   *
   * @return false, without effect, when the user was deleted or has another password by now
   */
  Future<Boolean> addSession(User checked, Session session, int maximum);

  /** Deletes one session; returns whether it was there. */
  Future<Boolean> deleteSession(TokenHash token);

  /** Deletes all sessions of a user. */
  Future<Void> deleteSessions(UUID userId);

  /**
   * Adds a personal access token, which an active session asks for.
   *
   * @param maximum number of active tokens at which no more are added
   */
  Future<TokenAddition> addToken(
      UUID userId, TokenHash session, PersonalToken token, TokenHash hash, int maximum);

  /** Deletes a user's personal access token; returns whether it was there. */
  Future<Boolean> deleteToken(UUID userId, UUID tokenId);

  /** Returns those of the tokens that are active: neither expired nor deleted. */
  Future<List<CheckedToken>> check(Set<TokenHash> tokens, Instant now);

  /** Extends those of the sessions that are active and were not extended since {@code before}. */
  Future<Void> extendSessions(Set<TokenHash> sessions, Instant now, Instant before, Instant end);

  /** Records the use of those of the tokens whose use was not recorded since {@code before}. */
  Future<Void> recordUse(Set<TokenHash> tokens, Instant now, Instant before);

  /** Returns a user with the active sessions and tokens. */
  Future<Optional<Account>> find(UUID userId, Instant now);

  /**
   * Changes a user. A change of the password deletes all sessions except the given one, and all
   * tokens unless they are kept.
   *
   * @return false, without effect, when the user was deleted or has another password by now
   */
  Future<Boolean> update(UUID userId, TokenHash session, AccountChange change);

  /**
   * Replaces a user's password and deletes all sessions and tokens.
   *
   * @return the user's id; empty when no user has this address
   */
  Future<Optional<UUID>> resetPassword(EmailAddress email, String hash);

  /** Deletes up to {@code limit} sessions and as many tokens that have expired. */
  Future<Integer> deleteExpired(Instant now, int limit);
}
