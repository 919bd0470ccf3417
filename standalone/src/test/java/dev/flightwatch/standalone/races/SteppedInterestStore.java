package dev.flightwatch.standalone.races;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.Follower;
import dev.flightwatch.datacollector.interests.InterestStore;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Each call is a step. */
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
    return steps.step("bury", () -> store.markDeleted(userId, email, now));
  }

  @Override
  public Future<Void> deleteActive(EmailAddress email) {
    return steps.step("remove living", () -> store.deleteActive(email));
  }

  @Override
  public Future<Void> deleteStaleInterests(
      EmailAddress email, Optional<Follower> living, Instant askedAt, Instant now) {
    return steps.step("end others", () -> store.deleteStaleInterests(email, living, askedAt, now));
  }

  @Override
  public Future<List<KnownFollower>> followers(String after, int limit) {
    return steps.step("owners", () -> store.followers(after, limit));
  }

  @Override
  public Future<Boolean> deleteUnconfirmed(String userId, Instant askedAt, Instant now) {
    return steps.step("end owner", () -> store.deleteUnconfirmed(userId, askedAt, now));
  }

  @Override
  public Future<Long> deleteTombstonesBefore(Instant end) {
    return steps.step("forget", () -> store.deleteTombstonesBefore(end));
  }
}
