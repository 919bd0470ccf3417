package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.KJFK;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFollowers.LUCA;
import static dev.flightwatch.datacollector.testing.TestFollowers.LUCAS_ID;
import static dev.flightwatch.datacollector.testing.TestFollowers.NOON;
import static dev.flightwatch.datacollector.testing.TestFollowers.SARA;
import static dev.flightwatch.datacollector.testing.TestFollowers.SARAS_DERIVED_ID;
import static dev.flightwatch.datacollector.testing.TestFollowers.SARAS_ID;
import static dev.flightwatch.datacollector.testing.TestFollowers.SARAS_NEXT_ID;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.Follower;
import dev.flightwatch.datacollector.interests.InterestStore.FollowResult;
import dev.flightwatch.datacollector.testing.MongoRig;
import dev.flightwatch.datacollector.testing.TestFollowers;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deleted users and earlier registrations in {@link MongoInterestStore}. */
class TombstoneTest {
  @AutoClose private static final MongoRig RIG = new MongoRig();
  private final MongoDatabase database = RIG.freshDatabase();
  private final MongoInterestStore store = new MongoInterestStore(database);

  private boolean follow(
      Follower follower, EmailAddress email, AirportCode airport, Instant confirmedAt) {
    return await(store.follow(follower, email, airport, confirmedAt)) == FollowResult.FOLLOWED;
  }

  /** Whether a user is not deleted, so that it can follow an airport. */
  private boolean mayFollow(Follower follower) {
    return follow(follower, new EmailAddress("late@unict.it"), LICC, NOON.plusSeconds(90));
  }

  private void markDeleted(Follower follower, Instant now) {
    await(store.markDeleted(follower.id(), SARA, now));
  }

  private List<AirportCode> airportsOf(EmailAddress email) {
    return await(store.airportsOf(email));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void followShouldFailWhenTheUserIsDeletedEvenBeforeItsFirstFollow(boolean followed) {
    // given
    if (followed) {
      follow(SARAS_ID, SARA, LICC, NOON);
    }
    markDeleted(SARAS_ID, NOON.plusSeconds(1));
    markDeleted(SARAS_ID, NOON.plusSeconds(1));

    // when
    boolean late = follow(SARAS_ID, SARA, LIRF, NOON.plusSeconds(2));

    // then
    assertThat(late).isFalse();
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(TestFollowers.followedAirports(store)).isEmpty();
    assertThat(await(store.unfollow(SARA, Optional.empty()))).isZero();
  }

  @Test
  void tombstoneShouldContainNothingAboutTheUserButTheId() {
    // given
    follow(SARAS_ID, SARA, LICC, NOON);

    // when
    markDeleted(SARAS_ID, NOON);

    // then
    assertThat(await(database.find("interests", new JsonObject(), new FindOptions())))
        .containsExactly(
            JsonObject.of("_id", SARAS_ID.id(), "deleted_at", NOON.toEpochMilli())
                .put("derived", false)
                .put("airports", JsonArray.of()));
  }

  @Test
  void markDeletedShouldKeepTheNextRegistrationOfTheAddress() {
    // given
    follow(SARAS_ID, SARA, LICC, NOON);
    follow(SARAS_NEXT_ID, SARA, LIRF, NOON.plusSeconds(1));
    follow(LUCAS_ID, LUCA, EDDF, NOON);

    // when
    markDeleted(SARAS_ID, NOON.plusSeconds(2));

    // then
    assertThat(airportsOf(SARA)).containsExactly(LIRF);
    assertThat(airportsOf(LUCA)).containsExactly(EDDF);
    assertThat(mayFollow(SARAS_NEXT_ID)).isTrue();
  }

  @Test
  void markDeletedShouldRemoveDocumentsWithADerivedIdWithoutATombstone() {
    // given
    follow(SARAS_DERIVED_ID, SARA, LICC, NOON);

    // when
    markDeleted(SARAS_ID, NOON.plusSeconds(1));

    // then
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(mayFollow(SARAS_DERIVED_ID)).isTrue();
  }

  @Test
  void deleteActiveShouldLeaveNoTombstoneAndKeepTheOldOnes() {
    // given
    follow(SARAS_ID, SARA, LICC, NOON);
    follow(SARAS_DERIVED_ID, SARA, LIRF, NOON);
    follow(LUCAS_ID, LUCA, EDDF, NOON);
    markDeleted(SARAS_NEXT_ID, NOON);

    // when
    await(store.deleteActive(SARA));

    // then
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(airportsOf(LUCA)).containsExactly(EDDF);
    assertThat(mayFollow(SARAS_ID)).isTrue();
    assertThat(mayFollow(SARAS_NEXT_ID)).isFalse();
  }

  @Test
  void deleteStaleInterestsShouldDeleteEarlierRegistrationsExceptTheCurrentOne() {
    // given
    Follower earliest = TestFollowers.numbered(0);
    follow(earliest, SARA, KJFK, NOON);
    follow(SARAS_ID, SARA, LICC, NOON);
    follow(SARAS_DERIVED_ID, SARA, LICC, NOON);
    follow(SARAS_NEXT_ID, SARA, LIRF, NOON);
    follow(LUCAS_ID, LUCA, EDDF, NOON);

    // when
    deleteStaleInterests(Optional.of(SARAS_NEXT_ID), NOON.plusSeconds(1));

    // then
    assertThat(TestFollowers.followedAirports(store)).containsExactly(EDDF, LIRF);
    assertThat(airportsOf(SARA)).containsExactly(LIRF);
    assertThat(mayFollow(SARAS_ID)).as("no tombstone").isFalse();
    assertThat(mayFollow(earliest)).as("no tombstone").isFalse();
    assertThat(mayFollow(SARAS_DERIVED_ID)).isTrue();
  }

  private void deleteStaleInterests(Optional<Follower> current, Instant requestedAt) {
    await(store.deleteStaleInterests(SARA, current, requestedAt, NOON.plusSeconds(60)));
  }

  @Test
  void deleteStaleInterestsShouldKeepDocumentsConfirmedSinceTheRequest() {
    // given
    Instant requested = NOON.plusSeconds(1);
    follow(SARAS_ID, SARA, LICC, requested.minusMillis(1));
    follow(SARAS_NEXT_ID, SARA, LIRF, requested);

    // when
    deleteStaleInterests(Optional.empty(), requested);

    // then
    assertThat(TestFollowers.followedAirports(store)).containsExactly(LIRF);
    assertThat(mayFollow(SARAS_ID)).isFalse();
  }

  private boolean deleteUnconfirmed(Follower follower, Instant requestedAt) {
    return await(store.deleteUnconfirmed(follower.id(), requestedAt, NOON.plusSeconds(60)));
  }

  @Test
  void deleteUnconfirmedShouldKeepFollowersConfirmedSinceTheRequest() {
    // given
    Instant requested = NOON.plusSeconds(1);
    follow(SARAS_NEXT_ID, SARA, LIRF, requested);
    follow(SARAS_ID, SARA, LICC, requested.minusMillis(1));

    // when
    boolean confirmedSince = deleteUnconfirmed(SARAS_NEXT_ID, requested);
    boolean confirmedBefore = deleteUnconfirmed(SARAS_ID, requested);

    // then
    assertThat(confirmedSince).isFalse();
    assertThat(confirmedBefore).isTrue();
    assertThat(airportsOf(SARA)).containsExactly(LIRF);
    assertThat(deleteUnconfirmed(SARAS_ID, requested)).as("twice").isFalse();
    assertThat(mayFollow(SARAS_ID)).as("no tombstone").isFalse();
  }

  @Test
  void deleteUnconfirmedShouldKeepDerivedIdsAndCreateNothing() {
    // given
    follow(SARAS_DERIVED_ID, SARA, LICC, NOON);

    // then
    assertThat(deleteUnconfirmed(SARAS_DERIVED_ID, NOON.plusSeconds(1))).isFalse();
    assertThat(deleteUnconfirmed(LUCAS_ID, NOON.plusSeconds(1))).isFalse();
    assertThat(airportsOf(SARA)).containsExactly(LICC);
    assertThat(mayFollow(LUCAS_ID)).isTrue();
  }

  @Test
  void deleteTombstonesShouldKeepLaterOnesAndActiveDocuments() {
    // given
    markDeleted(SARAS_ID, NOON.minusMillis(1));
    markDeleted(SARAS_NEXT_ID, NOON);
    follow(LUCAS_ID, LUCA, LICC, NOON.minus(Duration.ofDays(90)));

    // when
    long deleted = await(store.deleteTombstonesBefore(NOON));

    // then
    assertThat(deleted).isEqualTo(1);
    assertThat(mayFollow(SARAS_ID)).isTrue();
    assertThat(mayFollow(SARAS_NEXT_ID)).isFalse();
    assertThat(airportsOf(LUCA)).containsExactly(LICC);
  }
}
