package dev.flightwatch.standalone.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.InterestMessages.Follow;
import dev.flightwatch.datacollector.interests.InterestStore.KnownFollower;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.users.DeleteUser;
import dev.flightwatch.usermanager.users.RegisterUser;
import dev.flightwatch.usermanager.users.RegistrationOutcome;
import dev.flightwatch.usermanager.users.RegistrationRecord;
import dev.flightwatch.usermanager.users.User;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Operations on one address, run in one order on the real stores, and what must hold after it. */
final class Race {
  private static final String PASSWORD = "correct horse";

  private final Services.Stores stores;
  private final SettableClock clock;
  private final EmailAddress email;
  private final List<String> requestIds = new ArrayList<>();
  private final List<Attempt> follows = new ArrayList<>();
  private final List<Future<?>> running = new ArrayList<>();

  private record Attempt(String airport, Services services, Future<?> answer) {}

  Race(Services.Stores stores, SettableClock clock, EmailAddress email) {
    this.stores = stores;
    this.clock = clock;
    this.email = email;
  }

  private Services undisturbed() {
    return new Services(stores, Steps.free(), Line.GOOD);
  }

  /** Makes the address' user, who follows an airport. */
  Future<?> prepare() {
    return register(undisturbed()).compose(v -> pass(1)).compose(v -> follow(undisturbed(), "OLD"));
  }

  /** Lets the user be deleted, what is still to be told, and another one come. */
  Future<?> prepareNextLife() {
    Services cut = new Services(stores, Steps.free(), Line.CUT);
    return cut.users
        .delete(new DeleteUser(email.value(), PASSWORD))
        .compose(v -> register(undisturbed()))
        .compose(v -> pass(1));
  }

  private Future<Void> pass(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
    return Future.succeededFuture();
  }

  private Future<?> register(Services services) {
    String requestId = email.value() + " " + requestIds.size();
    requestIds.add(requestId);
    return services.users.register(
        new RegisterUser(requestId, email.value(), PASSWORD, null, null));
  }

  private Future<?> follow(Services services, String airport) {
    Future<?> answer = services.interests.follow(new Follow(email, new AirportCode(airport)));
    follows.add(new Attempt(airport, services, answer));
    return answer;
  }

  /** Begins an operation, up to its first step. */
  void begin(Operation operation, Interleaving interleaving, Line line) {
    Steps steps = interleaving.steps(operation + "#" + running.size());
    Services services = new Services(stores, steps, operation.isCut() ? Line.CUT : line);
    String airport = "NEW" + running.size();
    running.add(
        switch (operation) {
          // When it is asked is part of a follow, so that its beginning is a step too.
          case FOLLOW ->
              steps
                  .step("begin", () -> Future.succeededFuture())
                  .compose(v -> follow(services, airport));
          case DELETE, DELETE_UNTOLD ->
              services.users.delete(new DeleteUser(email.value(), PASSWORD));
          case REGISTER -> register(services);
          case RELAY ->
              steps
                  .step("begin", () -> Future.succeededFuture())
                  .compose(v -> services.relay.sweep());
          case RECONCILE, RECONCILE_UNKNOWING -> services.reconciliation.run();
        });
  }

  /** Tells what is still to be told, and checks the invariants. */
  Future<Void> settle() {
    assertThat(running).as("all have ended").allMatch(Future::isComplete);
    return relay()
        .compose(v -> stores.users().findByEmail(email))
        .compose(user -> checkInterests(user).compose(v -> checkRequests(user)).map(user))
        .compose(this::clear);
  }

  private Future<Void> relay() {
    clock.advance(Duration.ofHours(1));
    return undisturbed().relay.sweep();
  }

  private Future<Void> checkInterests(Optional<User> user) {
    Optional<String> userId = user.map(known -> known.id().toString());
    List<Attempt> own =
        follows.stream()
            .filter(attempt -> userId.isPresent() && attempt.services().checkedId().equals(userId))
            .toList();
    List<AirportCode> acknowledged =
        own.stream()
            .filter(a -> a.answer().succeeded())
            .map(attempt -> new AirportCode(attempt.airport()))
            .toList();
    assertThat(own)
        .as("no follow of the living user was refused")
        .allMatch(attempt -> attempt.answer().succeeded());
    return stores
        .interests()
        .airportsOf(email)
        .compose(
            airports -> {
              assertThat(airports)
                  .as("what the living user follows is what was acknowledged to it")
                  .containsExactlyInAnyOrderElementsOf(acknowledged);
              return stores.interests().followers("", 100);
            })
        .map(
            owners -> {
              assertThat(owners)
                  .as("owners of living documents")
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
                  .as("requests recorded as having made the user that is there")
                  .isEqualTo(user.isPresent() ? 1 : 0);
              assertThat(answered(found.list()).count() > 0)
                  .as("some request is answered for")
                  .isEqualTo(user.isPresent());
              return stores
                  .outbox()
                  .claimDue(clock.instant().plusSeconds(86_400), clock.instant(), 100);
            })
        .map(
            left -> {
              assertThat(left).as("the outbox").isEmpty();
              return null;
            });
  }

  private static Stream<RegistrationRecord.Answered> answered(
      List<Optional<RegistrationRecord>> found) {
    return found.stream()
        .flatMap(Optional::stream)
        .filter(RegistrationRecord.Answered.class::isInstance)
        .map(RegistrationRecord.Answered.class::cast);
  }

  private static long created(List<Optional<RegistrationRecord>> found) {
    return answered(found)
        .filter(record -> record.outcome() == RegistrationOutcome.CREATED)
        .count();
  }

  private Future<Void> clear(Optional<User> user) {
    Future<?> deleted =
        user.isPresent()
            ? undisturbed().users.delete(new DeleteUser(email.value(), PASSWORD))
            : Future.succeededFuture();
    clock.advance(Duration.ofDays(2));
    return deleted
        .compose(v -> stores.interests().deleteTombstonesBefore(clock.instant()))
        .compose(v -> stores.users().forgetRegistrations(clock.instant(), 1_000))
        .mapEmpty();
  }
}
