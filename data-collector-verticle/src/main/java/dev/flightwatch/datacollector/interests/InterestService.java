package dev.flightwatch.datacollector.interests;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.datacollector.interests.FollowedAirports.Mark;
import dev.flightwatch.datacollector.interests.InterestMessages.DeleteUserInterests;
import dev.flightwatch.datacollector.interests.InterestMessages.Follow;
import dev.flightwatch.datacollector.interests.InterestMessages.Interests;
import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.datacollector.interests.InterestMessages.ListInterests;
import dev.flightwatch.datacollector.interests.InterestMessages.Unfollow;
import dev.flightwatch.datacollector.interests.InterestMessages.Unfollowed;
import dev.flightwatch.datacollector.interests.InterestMessages.UserInterestsDeleted;
import dev.flightwatch.datacollector.interests.InterestStore.FollowResult;
import dev.flightwatch.datacollector.users.UserStatus;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules on interests. Only registered users can follow airports. */
public final class InterestService {
  private static final Logger log = LoggerFactory.getLogger(InterestService.class);

  private final InterestDependencies dependencies;
  private final InterestStore store;
  private final Function<AirportCode, Future<FlightCount>> collection;

  /**
   * @param collection collects an airport that was just followed, and counts its stored flights of
   *     the last two hours; completes within the time limit of a follow, even when OpenSky does not
   *     respond
   */
  public InterestService(
      InterestDependencies dependencies, Function<AirportCode, Future<FlightCount>> collection) {
    this.dependencies = requireNonNull(dependencies);
    this.store = dependencies.store();
    this.collection = requireNonNull(collection);
  }

  /** Follows an airport and collects it; see {@link Follow}. */
  public Future<FlightCount> follow(Follow request) {
    EmailAddress email = request.email();
    Instant requestedAt = dependencies.clock().instant();
    return dependencies
        .users()
        .check(email)
        .compose(
            status ->
                storeConfirmed(request, status, requestedAt)
                    .compose(v -> collection.apply(request.airport()))
                    .eventually(() -> publishChange(email, Optional.of(request.airport()))))
        .onSuccess(
            stored ->
                log.info(
                    "{} follows {}; {} flights of the last 2 hours, source {}",
                    email.masked(),
                    request.airport(),
                    stored.count(),
                    stored.source()));
  }

  private Future<Void> storeConfirmed(Follow request, UserStatus status, Instant requestedAt) {
    EmailAddress email = request.email();
    Instant now = dependencies.clock().instant();
    if (!status.exists()) {
      return store
          .deleteStaleInterests(email, Optional.empty(), requestedAt, now)
          .compose(v -> Future.failedFuture(notRegistered()));
    }
    Follower follower =
        status.id().map(Follower::named).orElseGet(() -> Follower.derivedFrom(email));
    return storeMarked(follower, request, now)
        .compose(
            result ->
                switch (result) {
                  case FOLLOWED ->
                      store.deleteStaleInterests(email, Optional.of(follower), requestedAt, now);
                  case USER_DELETED -> Future.failedFuture(notRegistered());
                  case TOO_MANY_AIRPORTS -> Future.failedFuture(tooManyAirports());
                });
  }

  /**
   * Marks the airport before, for a process that is killed after the follow was stored, and after,
   * for a scan that clears the mark in between.
   */
  private Future<FollowResult> storeMarked(Follower follower, Follow request, Instant now) {
    AirportCode airport = request.airport();
    FollowedAirports followed = dependencies.followed();
    return followed
        .mark(airport, now)
        .compose(
            mark ->
                store
                    .follow(follower, request.email(), airport, now)
                    .compose(
                        result ->
                            result == FollowResult.FOLLOWED
                                ? followed.mark(airport, now).map(result)
                                : unmark(airport, mark).map(result)));
  }

  private Future<?> unmark(AirportCode airport, Mark mark) {
    return mark.isNew()
        ? dependencies.followed().clear(airport, mark.version())
        : Future.succeededFuture();
  }

  /** Published after failures too, because a failed follow may have been stored. */
  private Future<Void> publishChange(EmailAddress email, Optional<AirportCode> collected) {
    return dependencies.publisher().apply(new InterestsChanged(email, collected));
  }

  private static ServiceException notRegistered() {
    return ServiceException.of(
        ErrorKind.NOT_FOUND, "user_not_registered", "No user is registered with this address.");
  }

  private static ServiceException tooManyAirports() {
    String reason =
        "The user already follows %d airports, the maximum; unfollow one first."
            .formatted(InterestStore.MAX_AIRPORTS);
    return ServiceException.of(ErrorKind.CONFLICT, "too_many_interests", reason);
  }

  /** Returns the airports that an address follows. */
  public Future<Interests> list(ListInterests request) {
    return store.airportsOf(request.email()).map(Interests::new);
  }

  /** Unfollows one airport or all of them. */
  public Future<Unfollowed> unfollow(Unfollow request) {
    EmailAddress email = request.email();
    return store
        .unfollow(email, request.airport())
        .compose(removed -> unfollowStoredAs(request).map(more -> removed + more))
        .eventually(() -> publishChange(email, Optional.empty()))
        .onSuccess(
            removed ->
                log.info(
                    "{} unfollowed {}; {} removed",
                    email.masked(),
                    request.airport().map(AirportCode::value).orElse("all airports"),
                    removed))
        .map(Unfollowed::new);
  }

  private Future<Integer> unfollowStoredAs(Unfollow request) {
    return request.storedAs().isPresent()
        ? store.unfollow(request.email(), request.storedAs())
        : Future.succeededFuture(0);
  }

  /** Deletes the interests of a deleted user. Idempotent. */
  public Future<UserInterestsDeleted> deleteUserInterests(DeleteUserInterests request) {
    EmailAddress email = request.email();
    return request
        .userId()
        .map(id -> store.markDeleted(id, email, dependencies.clock().instant()))
        .orElseGet(() -> store.deleteActive(email))
        .eventually(() -> publishChange(email, Optional.empty()))
        .onSuccess(v -> log.info("Interests of deleted user {} deleted", email.masked()))
        .map(v -> new UserInterestsDeleted());
  }
}
