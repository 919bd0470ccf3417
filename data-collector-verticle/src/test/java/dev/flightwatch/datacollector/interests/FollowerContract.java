package dev.flightwatch.datacollector.interests;

import static dev.flightwatch.datacollector.interests.InterestStoreContract.LUCA;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.LUCAS_ID;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.NOON;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARA;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARAS_ID;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARAS_NEXT_ID;
import static dev.flightwatch.datacollector.interests.TombstoneContract.SARAS_DERIVED_ID;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.interests.InterestStore.FollowResult;
import dev.flightwatch.datacollector.interests.InterestStore.KnownFollower;
import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of every {@link InterestStore}: what the reconciliation uses. */
public interface FollowerContract {

  /** Returns an empty store, the same one throughout a test. */
  InterestStore store();

  private boolean follow(Follower follower, EmailAddress email, Instant confirmedAt) {
    return await(store().follow(follower, email, LICC, confirmedAt)) == FollowResult.FOLLOWED;
  }

  private boolean deleteUnconfirmed(Follower follower, Instant requestedAt) {
    return await(store().deleteUnconfirmed(follower.id(), requestedAt, NOON.plusSeconds(60)));
  }

  @Test
  default void followersShouldBeTheActiveDocumentsWithOwnIdsInPages() {
    // given
    follow(LUCAS_ID, LUCA, NOON);
    follow(SARAS_NEXT_ID, SARA, NOON);
    follow(SARAS_ID, SARA, NOON);
    follow(SARAS_DERIVED_ID, SARA, NOON);
    await(store().markDeleted("6f1c2a34-0000-4000-8000-000000000009", LUCA, NOON));

    // when
    List<KnownFollower> first = await(store().followers("", 2));
    List<KnownFollower> second = await(store().followers(first.get(1).id(), 2));
    List<KnownFollower> third = await(store().followers(second.get(0).id(), 2));

    // then
    assertThat(first)
        .containsExactly(
            new KnownFollower(SARAS_ID.id(), SARA), new KnownFollower(SARAS_NEXT_ID.id(), SARA));
    assertThat(second).containsExactly(new KnownFollower(LUCAS_ID.id(), LUCA));
    assertThat(third).isEmpty();
  }

  @Test
  default void deleteUnconfirmedShouldLeaveATombstoneOfThatFollowerOnly() {
    // given
    follow(SARAS_ID, SARA, NOON);
    follow(SARAS_NEXT_ID, SARA, NOON);

    // when
    boolean deleted = deleteUnconfirmed(SARAS_ID, NOON.plusSeconds(1));
    boolean again = deleteUnconfirmed(SARAS_ID, NOON.plusSeconds(2));

    // then
    assertThat(deleted).isTrue();
    assertThat(again).isFalse();
    assertThat(follow(SARAS_ID, SARA, NOON.plusSeconds(3))).isFalse();
    assertThat(follow(SARAS_NEXT_ID, SARA, NOON.plusSeconds(3))).isTrue();
  }

  @Test
  default void deleteUnconfirmedShouldKeepFollowersConfirmedSinceTheRequest() {
    // given
    Instant requested = NOON.plusSeconds(1);
    follow(SARAS_ID, SARA, requested);
    follow(LUCAS_ID, LUCA, requested.minusMillis(1));

    // when
    boolean confirmedSince = deleteUnconfirmed(SARAS_ID, requested);
    boolean confirmedBefore = deleteUnconfirmed(LUCAS_ID, requested);

    // then
    assertThat(confirmedSince).isFalse();
    assertThat(confirmedBefore).isTrue();
    assertThat(await(store().airportsOf(SARA))).containsExactly(LICC);
    assertThat(await(store().airportsOf(LUCA))).isEmpty();
  }

  @Test
  default void deleteUnconfirmedShouldKeepDerivedIdsAndCreateNothing() {
    // given
    follow(SARAS_DERIVED_ID, SARA, NOON);

    // when
    boolean derived = deleteUnconfirmed(SARAS_DERIVED_ID, NOON.plusSeconds(1));
    boolean absent = deleteUnconfirmed(LUCAS_ID, NOON.plusSeconds(1));

    // then
    assertThat(derived).isFalse();
    assertThat(absent).isFalse();
    assertThat(await(store().airportsOf(SARA))).containsExactly(LICC);
    assertThat(follow(LUCAS_ID, LUCA, NOON)).isTrue();
  }
}
