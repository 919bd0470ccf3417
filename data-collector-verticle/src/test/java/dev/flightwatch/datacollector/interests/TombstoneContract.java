package dev.flightwatch.datacollector.interests;

import static dev.flightwatch.datacollector.interests.InterestStoreContract.LUCA;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.LUCAS_ID;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.NOON;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARA;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARAS_ID;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARAS_NEXT_ID;
import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.KJFK;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.InterestStore.FollowResult;
import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of every {@link InterestStore}: deleted users and earlier registrations. */
public interface TombstoneContract {
  Follower SARAS_DERIVED_ID = Follower.derivedFrom(SARA);

  /** Returns an empty store, the same one throughout a test. */
  InterestStore store();

  private boolean follow(
      Follower follower, EmailAddress email, AirportCode airport, Instant confirmedAt) {
    return await(store().follow(follower, email, airport, confirmedAt)) == FollowResult.FOLLOWED;
  }

  private List<AirportCode> airportsOf(EmailAddress email) {
    return await(store().airportsOf(email));
  }

  private void deleteStaleInterests(Optional<Follower> current, Instant requestedAt) {
    await(store().deleteStaleInterests(SARA, current, requestedAt, NOON.plusSeconds(60)));
  }

  @Test
  default void followShouldFailWhenTheUserIsDeleted() {
    // given
    follow(SARAS_ID, SARA, LICC, NOON);
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON.plusSeconds(1)));

    // when
    boolean late = follow(SARAS_ID, SARA, LIRF, NOON.plusSeconds(2));

    // then
    assertThat(late).isFalse();
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(await(store().followedAirports())).isEmpty();
    assertThat(await(store().unfollow(SARA, Optional.empty()))).isZero();
  }

  @Test
  default void followShouldFailWhenTheUserWasDeletedBeforeItsFirstFollow() {
    // given
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON));
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON.plusSeconds(1)));

    // when
    boolean late = follow(SARAS_ID, SARA, LICC, NOON.plusSeconds(2));

    // then
    assertThat(late).isFalse();
    assertThat(airportsOf(SARA)).isEmpty();
  }

  @Test
  default void markDeletedShouldKeepTheNextRegistrationOfTheAddress() {
    // given
    follow(SARAS_ID, SARA, LICC, NOON);
    follow(SARAS_NEXT_ID, SARA, LIRF, NOON.plusSeconds(1));
    follow(LUCAS_ID, LUCA, EDDF, NOON);

    // when
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON.plusSeconds(2)));

    // then
    assertThat(airportsOf(SARA)).containsExactly(LIRF);
    assertThat(airportsOf(LUCA)).containsExactly(EDDF);
    assertThat(follow(SARAS_NEXT_ID, SARA, LICC, NOON.plusSeconds(3))).isTrue();
  }

  @Test
  default void markDeletedShouldRemoveDocumentsWithADerivedIdWithoutATombstone() {
    // given
    follow(SARAS_DERIVED_ID, SARA, LICC, NOON);

    // when
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON.plusSeconds(1)));

    // then
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(follow(SARAS_DERIVED_ID, SARA, LIRF, NOON.plusSeconds(2))).isTrue();
    assertThat(airportsOf(SARA)).containsExactly(LIRF);
  }

  @Test
  default void deleteActiveShouldLeaveNoTombstone() {
    // given
    follow(SARAS_ID, SARA, LICC, NOON);
    follow(SARAS_DERIVED_ID, SARA, LIRF, NOON);
    follow(LUCAS_ID, LUCA, EDDF, NOON);

    // when
    await(store().deleteActive(SARA));

    // then
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(airportsOf(LUCA)).containsExactly(EDDF);
    assertThat(follow(SARAS_ID, SARA, LICC, NOON)).isTrue();
    assertThat(airportsOf(SARA)).containsExactly(LICC);
  }

  @Test
  default void deleteActiveShouldKeepTombstones() {
    // given
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON));

    // when
    await(store().deleteActive(SARA));

    // then
    assertThat(follow(SARAS_ID, SARA, LICC, NOON)).isFalse();
  }

  @Test
  default void deleteStaleInterestsShouldLeaveTombstonesOfEarlierRegistrations() {
    // given
    Follower earliest = Follower.named("6f1c2a34-0000-4000-8000-000000000000");
    follow(earliest, SARA, KJFK, NOON);
    follow(SARAS_ID, SARA, LICC, NOON);
    follow(SARAS_NEXT_ID, SARA, LIRF, NOON);
    follow(LUCAS_ID, LUCA, EDDF, NOON);

    // when
    deleteStaleInterests(Optional.of(SARAS_NEXT_ID), NOON.plusSeconds(1));

    // then
    assertThat(airportsOf(SARA)).containsExactly(LIRF);
    assertThat(airportsOf(LUCA)).containsExactly(EDDF);
    assertThat(follow(SARAS_ID, SARA, LICC, NOON.plusSeconds(2))).isFalse();
    assertThat(follow(earliest, SARA, LICC, NOON.plusSeconds(2))).isFalse();
  }

  @Test
  default void deleteStaleInterestsShouldKeepDocumentsConfirmedSinceTheRequest() {
    // given
    Instant requested = NOON.plusSeconds(1);
    follow(SARAS_ID, SARA, LICC, requested.minusMillis(1));
    follow(SARAS_NEXT_ID, SARA, LIRF, requested);

    // when
    deleteStaleInterests(Optional.empty(), requested);

    // then
    assertThat(airportsOf(SARA)).containsExactly(LIRF);
    assertThat(await(store().followedAirports())).containsExactly(LIRF);
    assertThat(follow(SARAS_ID, SARA, LICC, requested)).isFalse();
  }

  @Test
  default void deleteStaleInterestsShouldRemoveDocumentsWithADerivedIdWithoutATombstone() {
    // given
    follow(SARAS_DERIVED_ID, SARA, LICC, NOON);
    follow(SARAS_ID, SARA, EDDF, NOON);

    // when
    deleteStaleInterests(Optional.of(SARAS_NEXT_ID), NOON.plusSeconds(1));

    // then
    assertThat(await(store().followedAirports())).isEmpty();
    assertThat(follow(SARAS_DERIVED_ID, SARA, LIRF, NOON.plusSeconds(2))).isTrue();
    assertThat(follow(SARAS_ID, SARA, LIRF, NOON.plusSeconds(2))).isFalse();
  }

  @Test
  default void deleteTombstonesShouldKeepLaterOnesAndActiveDocuments() {
    // given
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON.minusMillis(1)));
    await(store().markDeleted(SARAS_NEXT_ID.id(), SARA, NOON));
    follow(LUCAS_ID, LUCA, LICC, NOON.minus(Duration.ofDays(90)));

    // when
    long deleted = await(store().deleteTombstonesBefore(NOON));

    // then
    assertThat(deleted).isEqualTo(1);
    assertThat(follow(SARAS_ID, SARA, LICC, NOON)).isTrue();
    assertThat(follow(SARAS_NEXT_ID, SARA, LICC, NOON)).isFalse();
    assertThat(airportsOf(LUCA)).containsExactly(LICC);
  }
}
