package dev.flightwatch.datacollector.interests;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.InterestMessages.Follow;
import dev.flightwatch.datacollector.interests.InterestMessages.Followed;
import dev.flightwatch.datacollector.interests.InterestMessages.Interests;
import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.datacollector.interests.InterestMessages.ListInterests;
import dev.flightwatch.datacollector.interests.InterestMessages.RemoveUser;
import dev.flightwatch.datacollector.interests.InterestMessages.Unfollow;
import dev.flightwatch.datacollector.interests.InterestMessages.Unfollowed;
import dev.flightwatch.datacollector.interests.InterestMessages.UserRemoved;
import dev.flightwatch.datacollector.users.UserClient;
import dev.flightwatch.datacollector.users.UserStatus;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who follows what. Only a user whom the user manager knows can follow. */
public final class InterestService {
  private static final Logger log = LoggerFactory.getLogger(InterestService.class);

  private final InterestStore store;
  private final UserClient users;
  private final Collector collector;
  private final Function<InterestsChanged, Future<Void>> publisher;
  private final Clock clock;

  /**
   * @param publisher tells all whose interests changed; complete when this process knows
   */
  public InterestService(
      InterestStore store,
      UserClient users,
      Collector collector,
      Function<InterestsChanged, Future<Void>> publisher,
      Clock clock) {
    this.store = requireNonNull(store);
    this.users = requireNonNull(users);
    this.collector = requireNonNull(collector);
    this.publisher = requireNonNull(publisher);
    this.clock = requireNonNull(clock);
  }

  /** Follows an airport and collects it; see {@link Follow}. */
  public Future<Followed> follow(Follow request) {
    EmailAddress email = Emails.parse(request.email());
    AirportCode airport = AirportCode.parse(request.airport());
    Instant askedAt = clock.instant();
    return users
        .check(email)
        .compose(
            existence ->
                confirmed(email, airport, existence, askedAt)
                    .compose(v -> collector.collect(airport))
                    .eventually(() -> changed(email, airport.value())))
        .onSuccess(
            tally ->
                log.info(
                    "Interest of {} in {}: {} flights of the last 2 hours, source {}",
                    email.masked(),
                    airport,
                    tally.count(),
                    tally.source()))
        .map(tally -> new Followed(email.value(), airport.value(), tally.count(), tally.source()));
  }

  private Future<Void> confirmed(
      EmailAddress email, AirportCode airport, UserStatus existence, Instant askedAt) {
    Instant now = clock.instant();
    if (!existence.exists()) {
      return store
          .deleteStaleInterests(email, Optional.empty(), askedAt, now)
          .compose(v -> Future.failedFuture(notRegistered()));
    }
    Follower owner =
        existence.id().map(Follower::named).orElseGet(() -> Follower.derivedFrom(email));
    return store
        .follow(owner, email, airport.value(), now)
        .compose(
            written ->
                written
                    ? store.deleteStaleInterests(email, Optional.of(owner), askedAt, now)
                    : Future.failedFuture(notRegistered()));
  }

  /** Told after failures too, since what failed may have been written. */
  private Future<Void> changed(EmailAddress email, String collected) {
    return publisher.apply(new InterestsChanged(email.value(), collected));
  }

  private static ServiceException notRegistered() {
    return ServiceException.of(
        ErrorKind.NOT_FOUND, "user_not_registered", "No user is registered with this address.");
  }

  /** The airports that an address follows. */
  public Future<Interests> list(ListInterests request) {
    EmailAddress email = Emails.parse(request.email());
    return store.airportsOf(email).map(airports -> new Interests(email.value(), airports));
  }

  /** Follows one airport no longer, or none at all. */
  public Future<Unfollowed> unfollow(Unfollow request) {
    EmailAddress email = Emails.parse(request.email());
    Optional<String> airport =
        Optional.ofNullable(request.airport()).map(text -> AirportCode.parse(text).value());
    return store
        .unfollow(email, airport)
        .eventually(() -> changed(email, null))
        .onSuccess(
            removed ->
                log.info(
                    "{} follows {} no longer: {} removed",
                    email.masked(),
                    airport.orElse("all airports"),
                    removed))
        .map(Unfollowed::new);
  }

  /** Removes what is kept for a deleted user. Safe to repeat. */
  public Future<UserRemoved> remove(RemoveUser request) {
    EmailAddress email = Emails.parse(request.email());
    Future<Void> removed =
        request.userId().isEmpty()
            ? store.deleteActive(email)
            : store.markDeleted(userId(request.userId()), email, clock.instant());
    return removed
        .eventually(() -> changed(email, null))
        .onSuccess(v -> log.info("Interests of {} removed: user deleted", email.masked()))
        .map(v -> new UserRemoved());
  }

  private static String userId(String text) {
    if (text.length() > EmailAddress.MAX_LENGTH) {
      throw ServiceException.invalid("user_id", "must be at most 255 characters");
    }
    return text;
  }
}
