package dev.flightwatch.datacollector.interests;

import static dev.flightwatch.datacollector.interests.InterestStoreContract.NOON;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARA;
import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.interests.InterestMessages.DeleteUserInterests;
import dev.flightwatch.datacollector.interests.InterestMessages.Follow;
import dev.flightwatch.datacollector.interests.InterestMessages.Interests;
import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.datacollector.interests.InterestMessages.ListInterests;
import dev.flightwatch.datacollector.interests.InterestMessages.Unfollow;
import dev.flightwatch.datacollector.users.UserStatus;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterestServiceTest {
  private static final String ID = "6f1c2a34-0000-4000-8000-000000000001";
  private static final String NEXT_ID = "6f1c2a34-0000-4000-8000-000000000002";
  private static final FlightCount COLLECTED = new FlightCount(7, Source.OPENSKY);

  private final SettableClock clock = new SettableClock(NOON);
  private final MemoryInterestStore store = new MemoryInterestStore();
  private final List<AirportCode> collected = new ArrayList<>();
  private final Map<InterestsChanged, List<AirportCode>> published = new LinkedHashMap<>();
  private Function<EmailAddress, Future<UserStatus>> userManager = email -> exists(ID);
  private Function<InterestsChanged, Future<Void>> publisher = this::publish;
  private CollectionClient collection = this::collect;
  private final InterestService target =
      new InterestService(
          new InterestDependencies(
              store, email -> userManager.apply(email), event -> publisher.apply(event), clock),
          airport -> collection.collect(airport));

  private Future<Void> publish(InterestsChanged event) {
    published.put(event, airports());
    return Future.succeededFuture();
  }

  private Future<FlightCount> collect(AirportCode airport) {
    collected.add(airport);
    return Future.succeededFuture(COLLECTED);
  }

  private static Future<UserStatus> exists(String id) {
    return Future.succeededFuture(new UserStatus(true, Optional.of(id)));
  }

  private static Future<UserStatus> existsWithoutId() {
    return Future.succeededFuture(new UserStatus(true, Optional.empty()));
  }

  private static Future<UserStatus> absent() {
    return Future.succeededFuture(UserStatus.ABSENT);
  }

  private Future<FlightCount> follow(AirportCode airport) {
    return target.follow(new Follow(SARA, airport));
  }

  private void deleteUserInterests(Optional<String> id) {
    await(target.deleteUserInterests(new DeleteUserInterests(id, SARA)));
  }

  private List<AirportCode> airports() {
    return await(store.airportsOf(SARA));
  }

  @Test
  void followShouldStoreTheAirportAndReturnWhatWasCollected() {
    // when
    FlightCount count = await(follow(LICC));

    // then
    assertThat(count).isEqualTo(COLLECTED);
    assertThat(airports()).containsExactly(LICC);
    assertThat(collected).containsExactly(LICC);
  }

  @Test
  void followShouldStoreBeforeItCollects() {
    // given
    List<AirportCode> storedThen = new ArrayList<>();
    collection =
        airport -> {
          storedThen.addAll(airports());
          return Future.succeededFuture(FlightCount.NONE);
        };

    // when
    FlightCount count = await(follow(LICC));

    // then
    assertThat(storedThen).containsExactly(LICC);
    assertThat(count).isEqualTo(FlightCount.NONE);
  }

  @Test
  void followShouldFailAndStoreNothingWhenTheUserDoesNotExist() {
    // given
    userManager = email -> absent();

    // when
    ServiceException failure = awaitFailure(follow(LICC));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(failure.code()).isEqualTo("user_not_registered");
    assertThat(await(store.followedAirports())).isEmpty();
    assertThat(collected).isEmpty();
  }

  @Test
  void followShouldFailAndStoreNothingWhenTheUserManagerIsUnavailable() {
    // given
    await(follow(LICC));
    userManager =
        email ->
            Future.failedFuture(
                ServiceException.of(ErrorKind.UNAVAILABLE, "user_manager_away", "Unavailable."));

    // when
    ServiceException failure = awaitFailure(follow(LIRF));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(airports()).containsExactly(LICC);
    assertThat(collected).hasSize(1);
  }

  @Test
  void followShouldFailWhenTheUserWasDeletedAfterTheCheck() {
    // given
    userManager = email -> store.markDeleted(ID, email, clock.instant()).compose(v -> exists(ID));

    // when
    ServiceException failure = awaitFailure(follow(LICC));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(airports()).isEmpty();
    assertThat(collected).isEmpty();
  }

  @Test
  void followShouldFailWhenTheUserFollowsTheMaximumOfAirports() {
    // given
    IntStream.range(0, InterestStore.MAX_AIRPORTS)
        .mapToObj(i -> new AirportCode(String.format("X%03d", i)))
        .forEach(airport -> await(follow(airport)));
    collected.clear();

    // when
    ServiceException failure = awaitFailure(follow(LICC));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.CONFLICT);
    assertThat(failure.code()).isEqualTo("too_many_interests");
    assertThat(failure).hasMessageContaining("1000");
    assertThat(airports()).hasSize(InterestStore.MAX_AIRPORTS).doesNotContain(LICC);
    assertThat(collected).isEmpty();
    assertThat(await(follow(new AirportCode("X007")))).isEqualTo(COLLECTED);
  }

  @Test
  void followShouldDeleteTheEarlierRegistrationWhenAnotherUserHasTheAddressNow() {
    // given
    await(follow(LICC));
    clock.advance(Duration.ofSeconds(1));
    userManager = email -> exists(NEXT_ID);

    // when
    await(follow(LIRF));

    // then
    assertThat(airports()).containsExactly(LIRF);
    assertThat(await(store.followedAirports())).containsExactly(LIRF);
  }

  @Test
  void followShouldDeleteTheEarlierRegistrationWhenNoUserHasTheAddress() {
    // given
    await(follow(LICC));
    clock.advance(Duration.ofSeconds(1));
    userManager = email -> absent();

    // when
    awaitFailure(follow(LIRF));

    // then
    assertThat(await(store.followedAirports())).isEmpty();
  }

  @Test
  void followShouldKeepARegistrationThatWasConfirmedDuringTheCheck() {
    // given
    userManager =
        email -> {
          clock.advance(Duration.ofSeconds(1));
          return store
              .follow(Follower.named(NEXT_ID), email, EDDF, clock.instant())
              .compose(v -> absent());
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
          return exists(ID);
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
    userManager = email -> existsWithoutId();
    await(follow(LICC));

    // when: the user manager, updated since, reports the deletion
    deleteUserInterests(Optional.of(ID));

    // then
    assertThat(airports()).isEmpty();
    assertThat(await(follow(LIRF))).isEqualTo(COLLECTED);
  }

  @Test
  void unfollowShouldRemoveOneAirportOrAll() {
    // given
    await(follow(LICC));
    await(follow(LIRF));
    await(follow(EDDF));

    // when
    Interests before = await(target.list(new ListInterests(SARA)));
    int one = await(target.unfollow(new Unfollow(SARA, Optional.of(LICC)))).removed();
    int others = await(target.unfollow(new Unfollow(SARA, Optional.empty()))).removed();

    // then
    assertThat(before).isEqualTo(new Interests(List.of(EDDF, LICC, LIRF)));
    assertThat(one).isEqualTo(1);
    assertThat(others).isEqualTo(2);
    assertThat(await(target.list(new ListInterests(SARA)))).isEqualTo(new Interests(List.of()));
  }

  @Test
  void deleteUserShouldRejectLaterFollowsOfTheUser() {
    // given
    await(follow(LICC));

    // when
    deleteUserInterests(Optional.of(ID));
    deleteUserInterests(Optional.of(ID));

    // then
    assertThat(airports()).isEmpty();
    assertThat(awaitFailure(follow(LICC)).kind()).isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Test
  void deleteUserShouldAllowLaterFollowsWhenAnOlderPeerSendsNoId() {
    // given
    await(follow(LICC));

    // when
    deleteUserInterests(Optional.empty());

    // then
    assertThat(airports()).isEmpty();
    assertThat(await(follow(LICC))).isEqualTo(COLLECTED);
  }

  @Test
  void followShouldPublishAfterItWasStoredAndCollected() {
    // when
    await(follow(LICC));

    // then
    assertThat(published)
        .containsExactly(Map.entry(new InterestsChanged(SARA, Optional.of(LICC)), List.of(LICC)));
    assertThat(collected).hasSize(1);
  }

  @Test
  void followShouldCompleteAfterItsEventWasHandled() {
    // given
    Promise<Void> handled = Promise.promise();
    publisher = event -> handled.future();

    // when
    Future<FlightCount> follow = follow(LICC);

    // then
    assertThat(airports()).containsExactly(LICC);
    assertThat(follow.isComplete()).isFalse();
    handled.complete();
    assertThat(await(follow)).isEqualTo(COLLECTED);
  }

  @Test
  void followShouldPublishWhenItDeletesAnEarlierRegistrationAndFails() {
    // given
    await(follow(LICC));
    published.clear();
    clock.advance(Duration.ofSeconds(1));
    userManager = email -> absent();

    // when
    awaitFailure(follow(LIRF));

    // then
    assertThat(published)
        .containsExactly(Map.entry(new InterestsChanged(SARA, Optional.of(LIRF)), List.of()));
  }

  @Test
  void unfollowShouldPublishAfterItWasStored() {
    // given
    await(follow(LICC));
    published.clear();

    // when
    await(target.unfollow(new Unfollow(SARA, Optional.of(LICC))));

    // then
    assertThat(published)
        .containsExactly(Map.entry(new InterestsChanged(SARA, Optional.empty()), List.of()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deleteUserShouldPublishAfterItWasStored(boolean hasId) {
    // given
    userManager = email -> hasId ? exists(ID) : existsWithoutId();
    await(follow(LICC));
    published.clear();

    // when
    deleteUserInterests(hasId ? Optional.of(ID) : Optional.empty());

    // then
    assertThat(published)
        .containsExactly(Map.entry(new InterestsChanged(SARA, Optional.empty()), List.of()));
  }
}
