package dev.flightwatch.standalone.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.InterestMessages.Follow;
import dev.flightwatch.datacollector.interests.InterestStore.KnownFollower;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.RegistrationOutcome;
import dev.flightwatch.usermanager.users.RegistrationRecord;
import dev.flightwatch.usermanager.users.User;
import dev.flightwatch.usermanager.users.UserMessages.DeleteUser;
import dev.flightwatch.usermanager.users.UserMessages.RegisterUser;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs operations on one address in one order on the real stores, and checks the invariants. */
final class Race {
  private static final String PASSWORD = "correct horse";

  private final Services.Stores stores;
  private final SettableClock clock;
  private final EmailAddress email;
  private final List<String> requestIds = new ArrayList<>();
  private final List<FollowCall> follows = new ArrayList<>();
  private final List<Future<?>> running = new ArrayList<>();

  private record FollowCall(String airport, Services services, Future<?> result) {}

  Race(Services.Stores stores, SettableClock clock, EmailAddress email) {
    this.stores = stores;
    this.clock = clock;
    this.email = email;
  }

  private Services reliableServices() {
    return new Services(stores, Steps.free(), ServiceLink.RELIABLE);
  }

  /** Registers a user with the address, who follows an airport. */
  Future<?> prepare() {
    return register(reliableServices())
        .compose(v -> advance(1))
        .compose(v -> follow(reliableServices(), "OLD"));
  }

  /** Deletes the user, without notice to the data collector, and registers the next one. */
  Future<?> prepareNextUser() {
    Services disconnected = new Services(stores, Steps.free(), ServiceLink.DISCONNECTED);
    return disconnected
        .users
        .delete(new DeleteUser(email, PASSWORD, "192.0.2.1"))
        .compose(v -> register(reliableServices()))
        .compose(v -> advance(1));
  }

  private Future<Void> advance(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
    return Future.succeededFuture();
  }

  private Future<?> register(Services services) {
    String requestId = email.value() + " " + requestIds.size();
    requestIds.add(requestId);
    return services.users.register(new RegisterUser(requestId, email, PASSWORD, null, null, ""));
  }

  private Future<?> follow(Services services, String airport) {
    Future<?> result = services.interests.follow(new Follow(email, new AirportCode(airport)));
    follows.add(new FollowCall(airport, services, result));
    return result;
  }

  /** Starts an operation, which runs up to its first step. */
  void begin(RaceOperation operation, Interleaving interleaving, ServiceLink link) {
    Steps steps = interleaving.steps(operation + "#" + running.size());
    Services services =
        new Services(stores, steps, operation.isDisconnected() ? ServiceLink.DISCONNECTED : link);
    String airport = "NEW" + running.size();
    running.add(
        switch (operation) {
          // The time of a follow matters, so its start is a step too.
          case FOLLOW ->
              steps
                  .step("begin", () -> Future.succeededFuture())
                  .compose(v -> follow(services, airport));
          case DELETE, DELETE_DISCONNECTED ->
              services.users.delete(new DeleteUser(email, PASSWORD, "192.0.2.1"));
          case REGISTER -> register(services);
          case RELAY ->
              steps
                  .step("begin", () -> Future.succeededFuture())
                  .compose(v -> services.relay.sweep());
          case RECONCILE, RECONCILE_DISCONNECTED -> services.reconciliation.run(() -> true);
        });
  }

  /** Delivers the pending deletions, and checks the invariants. */
  Future<Void> settle() {
    assertThat(running).as("all operations have completed").allMatch(Future::isComplete);
    return relay()
        .compose(v -> stores.users().findByEmail(email))
        .compose(user -> checkInterests(user).compose(v -> checkRequests(user)).map(user))
        .compose(this::clear);
  }

  private Future<Void> relay() {
    clock.advance(Duration.ofHours(1));
    return reliableServices().relay.sweep();
  }

  private Future<Void> checkInterests(Optional<User> user) {
    Optional<String> userId = user.map(known -> known.id().toString());
    List<FollowCall> own =
        follows.stream()
            .filter(call -> userId.isPresent() && call.services().checkedId().equals(userId))
            .toList();
    List<AirportCode> acknowledged =
        own.stream()
            .filter(call -> call.result().succeeded())
            .map(call -> new AirportCode(call.airport()))
            .toList();
    assertThat(own)
        .as("no follow of the registered user failed")
        .allMatch(call -> call.result().succeeded());
    return stores
        .interests()
        .airportsOf(email)
        .compose(
            airports -> {
              assertThat(airports)
                  .as("the registered user follows the acknowledged airports")
                  .containsExactlyInAnyOrderElementsOf(acknowledged);
              return stores.interests().followers("", 100);
            })
        .map(
            followers -> {
              assertThat(followers)
                  .as("followers with active documents")
                  .extracting(KnownFollower::id)
                  .allMatch(id -> userId.equals(Optional.of(id)));
              return null;
            });
  }

  private Future<Void> checkRequests(Optional<User> user) {
    return Future.all(requestIds.stream().map(stores.users()::findRegistration).toList())
        .compose(
            found -> {
              assertThat(created(found.list()))
                  .as("requests recorded as having created the registered user")
                  .isEqualTo(user.isPresent() ? 1 : 0);
              assertThat(completed(found.list()).count() > 0)
                  .as("a completed request is recorded")
                  .isEqualTo(user.isPresent());
              return stores
                  .outbox()
                  .claimDue(clock.instant().plusSeconds(86_400), clock.instant(), 100);
            })
        .map(
            pending -> {
              assertThat(pending).as("the outbox").isEmpty();
              return null;
            });
  }

  private static Stream<RegistrationRecord.Completed> completed(
      List<Optional<RegistrationRecord>> found) {
    return found.stream()
        .flatMap(Optional::stream)
        .filter(RegistrationRecord.Completed.class::isInstance)
        .map(RegistrationRecord.Completed.class::cast);
  }

  private static long created(List<Optional<RegistrationRecord>> found) {
    return completed(found)
        .filter(record -> record.outcome() == RegistrationOutcome.CREATED)
        .count();
  }

  private Future<Void> clear(Optional<User> user) {
    Future<?> deleted =
        user.isPresent()
            ? reliableServices().users.delete(new DeleteUser(email, PASSWORD, "192.0.2.1"))
            : Future.succeededFuture();
    clock.advance(Duration.ofDays(2));
    return deleted
        .compose(v -> stores.interests().deleteTombstonesBefore(clock.instant()))
        .compose(v -> stores.users().deleteRegistrationsBefore(clock.instant(), 1_000))
        .mapEmpty();
  }
}
