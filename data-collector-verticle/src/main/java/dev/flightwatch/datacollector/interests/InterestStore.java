package dev.flightwatch.datacollector.interests;

import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who follows what: one document a user, by the user's id. A deleted user's document stays as a
 * tombstone for a while, which is what keeps a follow that was under way from writing after the
 * deletion. All failures are {@code UNAVAILABLE} when the database is away or late.
 */
public interface InterestStore {

  /**
   * Adds an airport to those that a user follows.
   *
   * @param confirmedAt when the user manager's answer that the user exists came in
   * @return false when the user's document is a tombstone, and nothing was written
   */
  Future<Boolean> follow(Follower owner, EmailAddress email, String airport, Instant confirmedAt);

  /** The airports of the living document of the address, the one confirmed last; sorted. */
  Future<List<String>> airportsOf(EmailAddress email);

  /** Removes one airport of the living document, or all of them; the number that was removed. */
  Future<Integer> unfollow(EmailAddress email, Optional<String> airport);

  /** All airports that some living document follows. */
  Future<List<String>> followedAirports();

  /**
   * Turns the document of a deleted user into a tombstone, making one if need be, and removes the
   * documents of the address whose id is derived from it.
   */
  Future<Void> markDeleted(String userId, EmailAddress email, Instant now);

  /** Removes all living documents of an address, and leaves no tombstone. */
  Future<Void> deleteActive(EmailAddress email);

  /**
   * Ends the living documents of the address, other than {@code living}, that were confirmed before
   * {@code askedAt}: tombstones for those of real ids, removal for derived ones. A document that
   * was confirmed later is of a newer life of the address, and stays.
   */
  Future<Void> deleteStaleInterests(
      EmailAddress email, Optional<Follower> living, Instant askedAt, Instant now);

  /**
   * The living documents whose id is a user's own, in the order of their ids.
   *
   * @param after the last id of the page before; empty for the first page
   */
  Future<List<KnownFollower>> followers(String after, int limit);

  /** A user who has a living document under its own id. */
  record KnownFollower(String id, EmailAddress email) {}

  /**
   * Turns a living document into a tombstone, unless it was confirmed since {@code askedAt} or its
   * id is a derived one; whether it did.
   */
  Future<Boolean> deleteUnconfirmed(String userId, Instant askedAt, Instant now);

  /** Deletes the tombstones that were set before {@code end}; the number of them. */
  Future<Long> deleteTombstonesBefore(Instant end);
}
