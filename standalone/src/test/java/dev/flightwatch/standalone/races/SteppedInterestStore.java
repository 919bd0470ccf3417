package dev.flightwatch.standalone.races;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.Follower;
import dev.flightwatch.datacollector.interests.InterestStore;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An interest store of which each call is a step. */
record SteppedInterestStore(InterestStore store, Steps steps) implements InterestStore {
  @Override
  public Future<FollowResult> follow(
      Follower follower, EmailAddress email, AirportCode airport, Instant confirmedAt) {
    return steps.step("follow", () -> store.follow(follower, email, airport, confirmedAt));
  }

  @Override
  public Future<List<AirportCode>> airportsOf(EmailAddress email) {
    return steps.step("list", () -> store.airportsOf(email));
  }

  @Override
  public Future<Integer> unfollow(EmailAddress email, Optional<AirportCode> airport) {
    return steps.step("unfollow", () -> store.unfollow(email, airport));
  }

  @Override
  public Future<List<AirportCode>> followedAirports() {
    return steps.step("airports", store::followedAirports);
  }

  @Override
  public Future<Void> markDeleted(String userId, EmailAddress email, Instant now) {
    return steps.step("mark deleted", () -> store.markDeleted(userId, email, now));
  }

  @Override
  public Future<Void> deleteActive(EmailAddress email) {
    return steps.step("delete active", () -> store.deleteActive(email));
  }

  @Override
  public Future<Void> deleteStaleInterests(
      EmailAddress email, Optional<Follower> active, Instant askedAt, Instant now) {
    return steps.step(
        "delete stale", () -> store.deleteStaleInterests(email, active, askedAt, now));
  }

  @Override
  public Future<List<KnownFollower>> followers(String after, int limit) {
    return steps.step("followers", () -> store.followers(after, limit));
  }

  @Override
  public Future<Boolean> deleteUnconfirmed(String userId, Instant askedAt, Instant now) {
    return steps.step("delete unconfirmed", () -> store.deleteUnconfirmed(userId, askedAt, now));
  }

  @Override
  public Future<Long> deleteTombstonesBefore(Instant end) {
    return steps.step("delete tombstones", () -> store.deleteTombstonesBefore(end));
  }
}
