package dev.flightwatch.standalone.races;

import dev.flightwatch.datacollector.interests.InterestStore;
import dev.flightwatch.datacollector.interests.Owner;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Each call is a step. */
record SteppedInterestStore(InterestStore store, Steps steps) implements InterestStore {
  @Override
  public Future<Boolean> follow(
      Owner owner, EmailAddress email, String airport, Instant confirmedAt) {
    return steps.step("add", () -> store.follow(owner, email, airport, confirmedAt));
  }

  @Override
  public Future<List<String>> airportsOf(EmailAddress email) {
    return steps.step("list", () -> store.airportsOf(email));
  }

  @Override
  public Future<Integer> unfollow(EmailAddress email, Optional<String> airport) {
    return steps.step("unfollow", () -> store.unfollow(email, airport));
  }

  @Override
  public Future<List<String>> followedAirports() {
    return steps.step("airports", store::followedAirports);
  }

  @Override
  public Future<Void> bury(String userId, EmailAddress email, Instant now) {
    return steps.step("bury", () -> store.bury(userId, email, now));
  }

  @Override
  public Future<Void> removeLiving(EmailAddress email) {
    return steps.step("remove living", () -> store.removeLiving(email));
  }

  @Override
  public Future<Void> endOthers(
      EmailAddress email, Optional<Owner> living, Instant askedAt, Instant now) {
    return steps.step("end others", () -> store.endOthers(email, living, askedAt, now));
  }

  @Override
  public Future<List<KnownOwner>> owners(String after, int limit) {
    return steps.step("owners", () -> store.owners(after, limit));
  }

  @Override
  public Future<Boolean> endOwner(String userId, Instant askedAt, Instant now) {
    return steps.step("end owner", () -> store.endOwner(userId, askedAt, now));
  }

  @Override
  public Future<Long> deleteTombstonesBefore(Instant end) {
    return steps.step("forget", () -> store.deleteTombstonesBefore(end));
  }
}
