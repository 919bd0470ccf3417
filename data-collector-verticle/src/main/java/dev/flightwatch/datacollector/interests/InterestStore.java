package dev.flightwatch.datacollector.interests;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A store of the airports that users follow: one document per user, keyed by the user's id. The
 * document of a deleted user stays for some time as a tombstone, so that a follow that is still
 * running cannot write after the deletion; all other documents are active. All operations fail with
 * {@code UNAVAILABLE} when the database is unavailable or exceeds its deadline.
 */
public interface InterestStore {
  /** Maximum number of airports that a user can follow. */
  int MAX_AIRPORTS = 1_000;

  /** The result of a follow. */
  enum FollowResult {
    /** The user follows the airport, and may have followed it before. */
    FOLLOWED,
    /** The user's document is a tombstone; nothing was written. */
    USER_DELETED,
    /** The user follows {@link #MAX_AIRPORTS} other airports; nothing was written. */
    TOO_MANY_AIRPORTS
  }

  /**
   * Adds an airport to those that a user follows.
   *
   * @param confirmedAt when the user manager confirmed that the user exists
   */
  Future<FollowResult> follow(
      Follower follower, EmailAddress email, AirportCode airport, Instant confirmedAt);

  /**
   * Returns the airports in the active document of an address, sorted. If the address has several
   * active documents, the one that was confirmed last counts.
   */
  Future<List<AirportCode>> airportsOf(EmailAddress email);

  /**
   * Removes one airport, or all of them, from the same document as {@link #airportsOf}; returns the
   * number of removed airports.
   */
  Future<Integer> unfollow(EmailAddress email, Optional<AirportCode> airport);

  /**
   * Returns the airports in a page of the active documents, ordered by id.
   *
   * @param after the last id of the previous page; the empty string for the first page
   */
  Future<FollowedPage> followedAirports(String after, int limit);

  /**
   * The airports that some users follow.
   *
   * @param last the last id of the page; empty when it is the last page
   */
  record FollowedPage(Optional<String> last, Set<AirportCode> airports) {}

  /**
   * Turns the document of a deleted user into a tombstone, creating one if there is no document,
   * and deletes the documents of the address with a derived id.
   */
  Future<Void> markDeleted(String userId, EmailAddress email, Instant now);

  /** Deletes all active documents of an address without leaving a tombstone. */
  Future<Void> deleteActive(EmailAddress email);

  /**
   * Deletes the active documents of the address that were confirmed before {@code requestedAt},
   * except that of {@code current}: a document with a user's own id becomes a tombstone, one with a
   * derived id is removed. A document that was confirmed later belongs to a newer registration of
   * the address and stays.
   */
  Future<Void> deleteStaleInterests(
      EmailAddress email, Optional<Follower> current, Instant requestedAt, Instant now);

  /**
   * Returns a page of the active documents with a user's own id, ordered by id.
   *
   * @param after the last id of the previous page; the empty string for the first page
   */
  Future<List<KnownFollower>> followers(String after, int limit);

  /** A user with an active document under its own id. */
  record KnownFollower(String id, EmailAddress email) {}

  /**
   * Turns an active document into a tombstone, unless it was confirmed at or after {@code
   * requestedAt} or its id is derived; returns whether it did.
   */
  Future<Boolean> deleteUnconfirmed(String userId, Instant requestedAt, Instant now);

  /** Deletes the tombstones that were set before {@code end}; returns their number. */
  Future<Long> deleteTombstonesBefore(Instant end);
}
