package dev.flightwatch.datacollector.interests;

import static dev.flightwatch.datacollector.interests.InterestStoreContract.NOON;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARA;
import static dev.flightwatch.datacollector.testing.Waiting.await;
import static dev.flightwatch.datacollector.testing.Waiting.awaitFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightCount;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.interests.InterestMessages.Follow;
import dev.flightwatch.datacollector.interests.InterestMessages.Followed;
import dev.flightwatch.datacollector.interests.InterestMessages.Interests;
import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.datacollector.interests.InterestMessages.ListInterests;
import dev.flightwatch.datacollector.interests.InterestMessages.RemoveUser;
import dev.flightwatch.datacollector.interests.InterestMessages.Unfollow;
import dev.flightwatch.datacollector.users.UserStatus;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.FieldError;
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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterestServiceTest {
  private static final String ID = "6f1c2a34-0000-4000-8000-000000000001";
  private static final String NEXT_ID = "6f1c2a34-0000-4000-8000-000000000002";

  private final SettableClock clock = new SettableClock(NOON);
  private final MemoryInterestStore store = new MemoryInterestStore();
  private final List<AirportCode> collected = new ArrayList<>();
  private final Map<InterestsChanged, List<String>> published = new LinkedHashMap<>();
  private Function<EmailAddress, Future<UserStatus>> userManager = email -> exists(ID);
  private final InterestService target =
      new InterestService(
          store, email -> userManager.apply(email), this::collect, this::publish, clock);

  private Future<Void> publish(InterestsChanged fact) {
    published.put(fact, airports());
    return Future.succeededFuture();
  }

  private Future<FlightCount> collect(AirportCode airport) {
    collected.add(airport);
    return Future.succeededFuture(new FlightCount(7, Source.OPENSKY));
  }

  private static Future<UserStatus> exists(String id) {
    return Future.succeededFuture(new UserStatus(true, Optional.of(id)));
  }

  private static Future<UserStatus> absent() {
    return Future.succeededFuture(UserStatus.ABSENT);
  }

  private Future<Followed> follow(String airport) {
    return target.follow(new Follow("sara@unict.it", airport));
  }

  private List<String> airports() {
    return await(store.airportsOf(SARA));
  }

  @Test
  void followShouldStoreCollectAndAnswerInNormalForm() {
    // when
    Followed followed = await(target.follow(new Follow(" Sara@UniCT.it ", "licc")));

    // then
    assertThat(followed).isEqualTo(new Followed("sara@unict.it", "LICC", 7, Source.OPENSKY));
    assertThat(airports()).containsExactly("LICC");
    assertThat(collected).containsExactly(new AirportCode("LICC"));
  }

  @Test
  void followShouldStoreBeforeItCollects() {
    // given
    List<String> storedThen = new ArrayList<>();
    InterestService service =
        new InterestService(
            store,
            email -> userManager.apply(email),
            airport -> {
              storedThen.addAll(airports());
              return Future.succeededFuture(FlightCount.NONE);
            },
            this::publish,
            clock);

    // when
    Followed followed = await(service.follow(new Follow("sara@unict.it", "LICC")));

    // then
    assertThat(storedThen).containsExactly("LICC");
    assertThat(followed).isEqualTo(new Followed("sara@unict.it", "LICC", 0, null));
  }

  @Test
  void followShouldFailAndStoreNothingWhenTheUserDoesNotExist() {
    // given
    userManager = email -> absent();

    // when
    ServiceException failure = awaitFailure(follow("LICC"));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(failure.code()).isEqualTo("user_not_registered");
    assertThat(await(store.followedAirports())).isEmpty();
    assertThat(collected).isEmpty();
  }

  @Test
  void followShouldFailAndStoreNothingWhenTheUserManagerCannotSay() {
    // given
    await(follow("LICC"));
    userManager =
        email ->
            Future.failedFuture(
                ServiceException.of(ErrorKind.UNAVAILABLE, "user_manager_away", "Away."));

    // when
    ServiceException failure = awaitFailure(follow("LIRF"));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(airports()).containsExactly("LICC");
    assertThat(collected).hasSize(1);
  }

  @Test
  void followShouldFailWhenTheUserWasDeletedSinceTheAnswer() {
    // given
    userManager = email -> store.markDeleted(ID, email, clock.instant()).compose(v -> exists(ID));

    // when
    ServiceException failure = awaitFailure(follow("LICC"));

    // then
    assertThat(failure.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(airports()).isEmpty();
    assertThat(collected).isEmpty();
  }

  @Test
  void followShouldEndTheAddressesEarlierLifeWhenAnotherUserHasItNow() {
    // given
    await(follow("LICC"));
    clock.advance(Duration.ofSeconds(1));
    userManager = email -> exists(NEXT_ID);

    // when
    await(follow("LIRF"));

    // then
    assertThat(airports()).containsExactly("LIRF");
    assertThat(await(store.followedAirports())).containsExactly("LIRF");
  }

  @Test
  void followShouldEndTheAddressesLifeWhenNobodyHasItAnyMore() {
    // given
    await(follow("LICC"));
    clock.advance(Duration.ofSeconds(1));
    userManager = email -> absent();

    // when
    awaitFailure(follow("LIRF"));

    // then
    assertThat(await(store.followedAirports())).isEmpty();
  }

  @Test
  void followShouldSpareANewerLifeWhenItsAnswerWasOvertaken() {
    // given
    userManager =
        email -> {
          clock.advance(Duration.ofSeconds(1));
          return store
              .follow(Follower.named(NEXT_ID), email, "EDDF", clock.instant())
              .compose(v -> absent());
        };

    // when
    awaitFailure(follow("LICC"));

    // then
    assertThat(airports()).containsExactly("EDDF");
  }

  @Test
  void followShouldBeConfirmedAtTheMomentOfTheAnswer() {
    // given
    userManager =
        email -> {
          clock.advance(Duration.ofSeconds(1));
          return exists(ID);
        };
    await(follow("LICC"));

    // when an answer that was asked for in between, comes late
    await(
        store.deleteStaleInterests(SARA, Optional.empty(), NOON.plusMillis(500), clock.instant()));

    // then
    assertThat(airports()).containsExactly("LICC");
  }

  @Test
  void followShouldDeriveAnIdWhenAnOlderUserManagerTellsNone() {
    // given
    userManager = email -> Future.succeededFuture(new UserStatus(true, Optional.empty()));
    await(follow("LICC"));

    // when the user manager, a newer one by now, tells of the deletion
    await(target.remove(new RemoveUser(ID, "sara@unict.it")));

    // then
    assertThat(airports()).isEmpty();
    assertThat(await(follow("LIRF")).airport()).isEqualTo("LIRF");
  }

  @Test
  void listAndUnfollowShouldTakeAnAddressInAnyForm() {
    // given
    await(follow("LICC"));
    await(follow("LIRF"));

    // when
    Interests before = await(target.list(new ListInterests(" SARA@unict.it")));
    int removed = await(target.unfollow(new Unfollow("Sara@Unict.it", "licc"))).removed();
    int rest = await(target.unfollow(new Unfollow("sara@unict.it", null))).removed();

    // then
    assertThat(before).isEqualTo(new Interests("sara@unict.it", List.of("LICC", "LIRF")));
    assertThat(removed).isEqualTo(1);
    assertThat(rest).isEqualTo(1);
  }

  @Test
  void removeShouldBuryTheUserWhenItsIdIsKnown() {
    // given
    await(follow("LICC"));

    // when
    await(target.remove(new RemoveUser(ID, "sara@unict.it")));
    await(target.remove(new RemoveUser(ID, "sara@unict.it")));

    // then
    assertThat(airports()).isEmpty();
    assertThat(awaitFailure(follow("LICC")).kind()).isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Test
  void removeShouldLeaveNoTombstoneWhenAnOlderPeerTellsTheAddressAlone() {
    // given
    await(follow("LICC"));

    // when
    await(target.remove(new RemoveUser("", "SARA@unict.it")));

    // then
    assertThat(airports()).isEmpty();
    assertThat(await(follow("LICC")).airport()).isEqualTo("LICC");
  }

  @Test
  void followShouldPublishOnceItIsStoredAndCollected() {
    // when
    await(target.follow(new Follow(" Sara@UniCT.it ", "licc")));

    // then
    assertThat(published)
        .containsExactly(Map.entry(new InterestsChanged("sara@unict.it", "LICC"), List.of("LICC")));
    assertThat(collected).hasSize(1);
  }

  @Test
  void followShouldBeAnsweredOnlyWhenItsFactWasHeard() {
    // given
    Promise<Void> heard = Promise.promise();
    InterestService service =
        new InterestService(
            store, email -> exists(ID), this::collect, fact -> heard.future(), clock);

    // when
    Future<Followed> answer = service.follow(new Follow("sara@unict.it", "LICC"));

    // then
    assertThat(airports()).containsExactly("LICC");
    assertThat(answer.isComplete()).isFalse();
    heard.complete();
    assertThat(await(answer).airport()).isEqualTo("LICC");
  }

  @Test
  void followShouldPublishWhenItEndsAnEarlierLifeAndFails() {
    // given
    await(follow("LICC"));
    published.clear();
    clock.advance(Duration.ofSeconds(1));
    userManager = email -> absent();

    // when
    awaitFailure(follow("LIRF"));

    // then
    assertThat(published)
        .containsExactly(Map.entry(new InterestsChanged("sara@unict.it", "LIRF"), List.of()));
  }

  @Test
  void unfollowShouldPublishOnceItIsStored() {
    // given
    await(follow("LICC"));
    published.clear();

    // when
    await(target.unfollow(new Unfollow("Sara@unict.it", "licc")));

    // then
    assertThat(published)
        .containsExactly(Map.entry(new InterestsChanged("sara@unict.it", null), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {ID, ""})
  void removeShouldPublishOnceItIsStored(String id) {
    // given
    userManager =
        email -> Future.succeededFuture(new UserStatus(true, Optional.of(id).filter(ID::equals)));
    await(follow("LICC"));
    published.clear();

    // when
    await(target.remove(new RemoveUser(id, "sara@unict.it")));

    // then
    assertThat(published)
        .containsExactly(Map.entry(new InterestsChanged("sara@unict.it", null), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sara", "@", "sara@", "@unict.it", "sa ra@unict.it", "a@b@c"})
  void followShouldRefuseWhatIsNoAddress(String email) {
    assertThat(fieldsAtFault(() -> target.follow(new Follow(email, "LICC"))))
        .containsExactly("email");
    assertThat(fieldsAtFault(() -> target.remove(new RemoveUser(ID, email))))
        .containsExactly("email");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LI", "LICCC", "LI C", "LIÇC", "ıcc", "ßa", "LIC\n"})
  void followShouldRefuseWhatIsNoAirport(String airport) {
    assertThat(fieldsAtFault(() -> follow(airport))).containsExactly("airport");
    assertThat(fieldsAtFault(() -> target.unfollow(new Unfollow("sara@unict.it", airport))))
        .containsExactly("airport");
  }

  @Test
  void removeShouldRefuseAnIdThatIsTooLong() {
    assertThat(fieldsAtFault(() -> target.remove(new RemoveUser("x".repeat(256), "sara@unict.it"))))
        .containsExactly("user_id");
  }

  private static List<String> fieldsAtFault(ThrowingCallable call) {
    ServiceException failure = catchThrowableOfType(ServiceException.class, call);
    assertThat(failure).isNotNull();
    return failure.fields().stream().map(FieldError::field).toList();
  }
}
