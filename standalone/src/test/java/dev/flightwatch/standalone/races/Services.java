package dev.flightwatch.standalone.races;

import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.datacollector.interests.FollowedAirports;
import dev.flightwatch.datacollector.interests.InterestDependencies;
import dev.flightwatch.datacollector.interests.InterestMessages.DeleteUserInterests;
import dev.flightwatch.datacollector.interests.InterestService;
import dev.flightwatch.datacollector.interests.InterestStore;
import dev.flightwatch.datacollector.interests.Reconciliation;
import dev.flightwatch.datacollector.interests.ReconciliationMetrics;
import dev.flightwatch.datacollector.users.UserStatus;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.outbox.DeletionOutbox;
import dev.flightwatch.usermanager.outbox.OutboxRelay;
import dev.flightwatch.usermanager.outbox.RelayMetrics;
import dev.flightwatch.usermanager.outbox.RelayTimes;
import dev.flightwatch.usermanager.users.Deletion;
import dev.flightwatch.usermanager.users.PasswordCheck;
import dev.flightwatch.usermanager.users.UserDependencies;
import dev.flightwatch.usermanager.users.UserMessages.CheckUsers;
import dev.flightwatch.usermanager.users.UserMetrics;
import dev.flightwatch.usermanager.users.UserService;
import dev.flightwatch.usermanager.users.UserServiceOptions;
import dev.flightwatch.usermanager.users.UserStore;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of both services for one operation. The operation has its own instances, and their
 * calls of the stores and of each other are its steps.
 */
final class Services {
  private static final Duration CLAIM = Duration.ofMillis(4);
  private static final RelayTimes RELAY =
      new RelayTimes(CLAIM, 20, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(1));
  private static final UserServiceOptions USERS = UserServiceOptions.of(Duration.ofDays(1), CLAIM);
  private static final Meters METERS = Meters.detached();
  private static final RelayMetrics RELAY_METRICS = new RelayMetrics(METERS);
  private static final UserMetrics USER_METRICS = new UserMetrics(METERS);
  private static final ReconciliationMetrics RECONCILIATION_METRICS =
      new ReconciliationMetrics(METERS);

  final UserService users;
  final OutboxRelay relay;
  final InterestService interests;
  final Reconciliation reconciliation;

  /** The stores and the clock, which all operations share. */
  record Stores(
      UserStore users,
      DeletionOutbox outbox,
      InterestStore interests,
      FollowedAirports followed,
      Clock clock) {
    Stores stepped(Steps steps) {
      return new Stores(
          steps.of(UserStore.class, users),
          steps.of(DeletionOutbox.class, outbox),
          steps.of(InterestStore.class, interests),
          followed,
          clock);
    }
  }

  private final Steps steps;
  private final ServiceLink link;

  /** The user id in the response of the last CheckUser. */
  private Optional<String> checkedId = Optional.empty();

  Services(Stores shared, Steps steps, ServiceLink link) {
    this.steps = steps;
    this.link = link;
    Stores stores = shared.stepped(steps);
    Clock clock = stores.clock();
    relay = new OutboxRelay(stores.outbox(), this::deleteData, RELAY, RELAY_METRICS, clock);
    users =
        new UserService(
            new UserDependencies(
                stores.users(),
                new InstantHasher(),
                new PasswordCheck(new InstantHasher(), new UnlimitedTries(), stores.users(), clock),
                relay,
                (outcome, email, requestId) -> "{}",
                USER_METRICS,
                clock),
            USERS);
    InterestDependencies dependencies =
        new InterestDependencies(
            stores.interests(),
            stores.followed(),
            this::check,
            event -> Future.succeededFuture(),
            clock);
    interests =
        new InterestService(dependencies, airport -> Future.succeededFuture(FlightCount.NONE));
    reconciliation =
        new Reconciliation(dependencies, RECONCILIATION_METRICS, Future::succeededFuture);
  }

  private Future<Boolean> deleteData(Deletion deletion) {
    DeleteUserInterests request =
        new DeleteUserInterests(Optional.of(deletion.userId().toString()), deletion.email());
    return link.call(steps, () -> interests.deleteUserInterests(request).map(true));
  }

  private Future<UserStatus> check(EmailAddress email) {
    return link.call(steps, () -> users.check(new CheckUsers(Set.of(email))))
        .map(checked -> checked.users().stream().map(user -> user.id().toString()).findFirst())
        .map(id -> id.isPresent() ? new UserStatus(true, id) : UserStatus.ABSENT)
        .onSuccess(status -> checkedId = status.id());
  }

  Optional<String> checkedId() {
    return checkedId;
  }
}
