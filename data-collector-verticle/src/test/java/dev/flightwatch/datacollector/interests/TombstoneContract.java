package dev.flightwatch.datacollector.interests;

import static dev.flightwatch.datacollector.interests.InterestStoreContract.LUCA;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.LUCAS_ID;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.NOON;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARA;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARAS_ID;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARAS_NEXT_ID;
import static dev.flightwatch.datacollector.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What any store of interests does when a life of an address has ended. */
public interface TombstoneContract {
  Follower SARAS_DERIVED_ID = Follower.derivedFrom(SARA);

  /** An empty store; the same one for all calls of a test. */
  InterestStore store();

  private boolean follow(Follower owner, EmailAddress email, String airport, Instant confirmedAt) {
    return await(store().follow(owner, email, airport, confirmedAt));
  }

  private List<String> airportsOf(EmailAddress email) {
    return await(store().airportsOf(email));
  }

  private void deleteStaleInterests(Optional<Follower> living, Instant askedAt) {
    await(store().deleteStaleInterests(SARA, living, askedAt, NOON.plusSeconds(60)));
  }

  @Test
  default void followShouldBeRefusedWhenTheUserIsBuried() {
    // given
    follow(SARAS_ID, SARA, "LICC", NOON);
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON.plusSeconds(1)));

    // when
    boolean late = follow(SARAS_ID, SARA, "LIRF", NOON.plusSeconds(2));

    // then
    assertThat(late).isFalse();
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(await(store().followedAirports())).isEmpty();
    assertThat(await(store().unfollow(SARA, Optional.empty()))).isZero();
  }

  @Test
  default void followShouldBeRefusedWhenTheUserWasBuriedBeforeItsFirstOne() {
    // given
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON));
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON.plusSeconds(1)));

    // when
    boolean late = follow(SARAS_ID, SARA, "LICC", NOON.plusSeconds(2));

    // then
    assertThat(late).isFalse();
    assertThat(airportsOf(SARA)).isEmpty();
  }

  @Test
  default void buryShouldLeaveTheNextLifeOfTheAddressAlone() {
    // given
    follow(SARAS_ID, SARA, "LICC", NOON);
    follow(SARAS_NEXT_ID, SARA, "LIRF", NOON.plusSeconds(1));
    follow(LUCAS_ID, LUCA, "EDDF", NOON);

    // when
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON.plusSeconds(2)));

    // then
    assertThat(airportsOf(SARA)).containsExactly("LIRF");
    assertThat(airportsOf(LUCA)).containsExactly("EDDF");
    assertThat(follow(SARAS_NEXT_ID, SARA, "LICC", NOON.plusSeconds(3))).isTrue();
  }

  @Test
  default void buryShouldRemoveDocumentsOfADerivedIdAndNotBuryThem() {
    // given
    follow(SARAS_DERIVED_ID, SARA, "LICC", NOON);

    // when
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON.plusSeconds(1)));

    // then
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(follow(SARAS_DERIVED_ID, SARA, "LIRF", NOON.plusSeconds(2))).isTrue();
    assertThat(airportsOf(SARA)).containsExactly("LIRF");
  }

  @Test
  default void removeLivingShouldLeaveNoTombstone() {
    // given
    follow(SARAS_ID, SARA, "LICC", NOON);
    follow(SARAS_DERIVED_ID, SARA, "LIRF", NOON);
    follow(LUCAS_ID, LUCA, "EDDF", NOON);

    // when
    await(store().deleteActive(SARA));

    // then
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(airportsOf(LUCA)).containsExactly("EDDF");
    assertThat(follow(SARAS_ID, SARA, "LICC", NOON)).isTrue();
    assertThat(airportsOf(SARA)).containsExactly("LICC");
  }

  @Test
  default void removeLivingShouldKeepTombstones() {
    // given
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON));

    // when
    await(store().deleteActive(SARA));

    // then
    assertThat(follow(SARAS_ID, SARA, "LICC", NOON)).isFalse();
  }

  @Test
  default void endOthersShouldBuryEarlierLivesButNotTheLivingOne() {
    // given
    Follower earliest = Follower.named("6f1c2a34-0000-4000-8000-000000000000");
    follow(earliest, SARA, "KJFK", NOON);
    follow(SARAS_ID, SARA, "LICC", NOON);
    follow(SARAS_NEXT_ID, SARA, "LIRF", NOON);
    follow(LUCAS_ID, LUCA, "EDDF", NOON);

    // when
    deleteStaleInterests(Optional.of(SARAS_NEXT_ID), NOON.plusSeconds(1));

    // then
    assertThat(airportsOf(SARA)).containsExactly("LIRF");
    assertThat(airportsOf(LUCA)).containsExactly("EDDF");
    assertThat(follow(SARAS_ID, SARA, "LICC", NOON.plusSeconds(2))).isFalse();
    assertThat(follow(earliest, SARA, "LICC", NOON.plusSeconds(2))).isFalse();
  }

  @Test
  default void endOthersShouldSpareWhatWasConfirmedSinceItWasAsked() {
    // given
    Instant asked = NOON.plusSeconds(1);
    follow(SARAS_ID, SARA, "LICC", asked.minusMillis(1));
    follow(SARAS_NEXT_ID, SARA, "LIRF", asked);

    // when
    deleteStaleInterests(Optional.empty(), asked);

    // then
    assertThat(airportsOf(SARA)).containsExactly("LIRF");
    assertThat(await(store().followedAirports())).containsExactly("LIRF");
    assertThat(follow(SARAS_ID, SARA, "LICC", asked)).isFalse();
  }

  @Test
  default void endOthersShouldRemoveDocumentsOfADerivedIdAndNotBuryThem() {
    // given
    follow(SARAS_DERIVED_ID, SARA, "LICC", NOON);
    follow(SARAS_ID, SARA, "EDDF", NOON);

    // when
    deleteStaleInterests(Optional.of(SARAS_NEXT_ID), NOON.plusSeconds(1));

    // then
    assertThat(await(store().followedAirports())).isEmpty();
    assertThat(follow(SARAS_DERIVED_ID, SARA, "LIRF", NOON.plusSeconds(2))).isTrue();
    assertThat(follow(SARAS_ID, SARA, "LIRF", NOON.plusSeconds(2))).isFalse();
  }

  @Test
  default void deleteTombstonesShouldSpareTheLaterOnesAndTheLiving() {
    // given
    await(store().markDeleted(SARAS_ID.id(), SARA, NOON.minusMillis(1)));
    await(store().markDeleted(SARAS_NEXT_ID.id(), SARA, NOON));
    follow(LUCAS_ID, LUCA, "LICC", NOON.minus(Duration.ofDays(90)));

    // when
    long deleted = await(store().deleteTombstonesBefore(NOON));

    // then
    assertThat(deleted).isEqualTo(1);
    assertThat(follow(SARAS_ID, SARA, "LICC", NOON)).isTrue();
    assertThat(follow(SARAS_NEXT_ID, SARA, "LICC", NOON)).isFalse();
    assertThat(airportsOf(LUCA)).containsExactly("LICC");
  }
}
