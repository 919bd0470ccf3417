package dev.flightwatch.datacollector.interests;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFollowers.NOON;
import static dev.flightwatch.datacollector.testing.TestFollowers.SARA;
import static dev.flightwatch.datacollector.testing.TestFollowers.SARAS_ID;
import static dev.flightwatch.datacollector.testing.TestFollowers.SARAS_NEXT_ID;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitFailure;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.interests.InterestMessages.DeleteUserInterests;
import dev.flightwatch.datacollector.interests.InterestMessages.Follow;
import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.datacollector.interests.InterestMessages.Unfollow;
import dev.flightwatch.datacollector.testing.MongoRig;
import dev.flightwatch.datacollector.testing.TestFollowers;
import dev.flightwatch.datacollector.users.UserStatus;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InterestServiceTest {
  private static final FlightCount COLLECTED = new FlightCount(7, Source.OPENSKY);
  private static final InterestsChanged UNFOLLOWED = new InterestsChanged(SARA, Optional.empty());

  @AutoClose private static final MongoRig RIG = new MongoRig();

  private final SettableClock clock = new SettableClock(NOON);
  private final InterestStore store = RIG.interests();
  private final FollowedAirports followed = RIG.followedAirports();
  private final List<List<AirportCode>> storedWhenCollected = new CopyOnWriteArrayList<>();
  private final Map<InterestsChanged, List<AirportCode>> storedWhenPublished =
      new ConcurrentHashMap<>();
  private volatile Function<EmailAddress, Future<UserStatus>> userManager =
      email -> exists(SARAS_ID);
  private volatile Future<Void> handled = Future.succeededFuture();
  private final InterestService target =
      new InterestService(
          new InterestDependencies(
              store, followed, email -> userManager.apply(email), this::publish, clock),
          this::collect);

  private Future<Void> publish(InterestsChanged event) {
    return store
        .airportsOf(SARA)
        .onSuccess(airports -> storedWhenPublished.put(event, airports))
        .compose(airports -> handled);
  }

  private Future<FlightCount> collect(AirportCode airport) {
    return store.airportsOf(SARA).onSuccess(storedWhenCollected::add).map(COLLECTED);
  }

  private static Future<UserStatus> exists(Follower follower) {
    return Future.succeededFuture(new UserStatus(true, Optional.of(follower.id())));
  }

  private Future<FlightCount> follow(AirportCode airport) {
    return target.follow(new Follow(SARA, airport));
  }

  private List<AirportCode> airports() {
    return await(store.airportsOf(SARA));
  }

  @Test
  void followShouldStoreThenCollectThenPublish() {
    // when
    FlightCount count = await(follow(LICC));

    // then
    assertThat(count).isEqualTo(COLLECTED);
    assertThat(storedWhenCollected).containsExactly(List.of(LICC));
    assertThat(storedWhenPublished)
        .containsExactly(Map.entry(new InterestsChanged(SARA, Optional.of(LICC)), List.of(LICC)));
  }

  @Test
  void followShouldMarkItsAirportAndLeaveNoNewMarkWhenItIsNotStored() {
    // given
    await(follow(LICC));
    await(store.markDeleted(SARAS_ID.id(), SARA, clock.instant()));

    // when
    awaitFailure(follow(LIRF));
    awaitFailure(follow(LICC));

    // then
    assertThat(await(followed.marked("", 9))).containsExactly(Map.entry(LICC, 3L));
  }

  @Test
  void followShouldCompleteAfterItsEventWasHandled() {
    // given
    Promise<Void> handling = Promise.promise();
    handled = handling.future();

    // when
    Future<FlightCount> follow = follow(LICC);

    // then
    awaitUntil(RIG.vertx, () -> !storedWhenPublished.isEmpty());
    assertThat(follow.isComplete()).isFalse();
    handling.complete();
    assertThat(await(follow)).isEqualTo(COLLECTED);
  }

  @Test
  void followShouldFailAndDeleteTheEarlierRegistrationWhenTheUserDoesNotExist() {
    // given
    await(follow(LICC));
    clock.advance(Duration.ofSeconds(1));
    userManager = email -> Future.succeededFuture(UserStatus.ABSENT);

    // when
    ServiceException failure = awaitFailure(follow(LIRF));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(failure.code()).isEqualTo("user_not_registered");
    assertThat(TestFollowers.followedAirports(store)).isEmpty();
    assertThat(storedWhenCollected).hasSize(1);
    assertThat(storedWhenPublished)
        .containsEntry(new InterestsChanged(SARA, Optional.of(LIRF)), List.of());
  }

  @Test
  void followShouldFailAndChangeNothingWhenTheUserManagerIsUnavailable() {
    // given
    await(follow(LICC));
    clock.advance(Duration.ofSeconds(1));
    userManager =
        email ->
            Future.failedFuture(
                ServiceException.of(ErrorKind.UNAVAILABLE, "user_manager_away", "Unavailable."));

    // when
    ServiceException failure = awaitFailure(follow(LIRF));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(airports()).containsExactly(LICC);
    assertThat(storedWhenCollected).hasSize(1);
  }

  @Test
  void followShouldDeleteTheEarlierRegistrationWhenAnotherUserHasTheAddressNow() {
    // given
    await(follow(LICC));
    clock.advance(Duration.ofSeconds(1));
    userManager = email -> exists(SARAS_NEXT_ID);

    // when
    await(follow(LIRF));

    // then
    assertThat(TestFollowers.followedAirports(store)).containsExactly(LIRF);
  }

  @Test
  void followShouldKeepARegistrationThatWasConfirmedDuringTheCheck() {
    // given
    userManager =
        email -> {
          clock.advance(Duration.ofSeconds(1));
          return store.follow(SARAS_NEXT_ID, email, EDDF, clock.instant()).map(UserStatus.ABSENT);
        };

    // when
    awaitFailure(follow(LICC));

    // then
    assertThat(airports()).containsExactly(EDDF);
  }

  @Test
  void followShouldBeConfirmedAtTheTimeOfTheUserManagersResponse() {
    // given
    userManager =
        email -> {
          clock.advance(Duration.ofSeconds(1));
          return exists(SARAS_ID);
        };
    await(follow(LICC));

    // when: another follow, requested before that response, finds no user
    await(
        store.deleteStaleInterests(SARA, Optional.empty(), NOON.plusMillis(500), clock.instant()));

    // then
    assertThat(airports()).containsExactly(LICC);
  }

  @Test
  void followShouldDeriveAnIdWhenAnOlderUserManagerReturnsNone() {
    // given
    userManager = email -> Future.succeededFuture(new UserStatus(true, Optional.empty()));
    await(follow(LICC));

    // when: the user manager, updated since, reports the deletion
    await(target.deleteUserInterests(new DeleteUserInterests(Optional.of(SARAS_ID.id()), SARA)));

    // then
    assertThat(airports()).isEmpty();
    assertThat(await(follow(LIRF))).isEqualTo(COLLECTED);
  }

  static Stream<Function<InterestService, Future<?>>> removals() {
    return Stream.of(
        service -> service.unfollow(new Unfollow(SARA, Optional.of(LICC), Optional.empty())),
        service -> service.deleteUserInterests(new DeleteUserInterests(Optional.empty(), SARA)),
        service ->
            service.deleteUserInterests(new DeleteUserInterests(Optional.of(SARAS_ID.id()), SARA)));
  }

  @ParameterizedTest
  @MethodSource("removals")
  void removalShouldPublishAfterItWasStored(Function<InterestService, Future<?>> removal) {
    // given
    await(follow(LICC));

    // when
    await(removal.apply(target));

    // then
    assertThat(storedWhenPublished).containsEntry(UNFOLLOWED, List.of());
  }
}
