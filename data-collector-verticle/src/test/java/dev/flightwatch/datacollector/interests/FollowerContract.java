package dev.flightwatch.datacollector.interests;

import static dev.flightwatch.datacollector.interests.InterestStoreContract.LUCA;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.LUCAS_ID;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.NOON;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARA;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARAS_ID;
import static dev.flightwatch.datacollector.interests.InterestStoreContract.SARAS_NEXT_ID;
import static dev.flightwatch.datacollector.interests.TombstoneContract.SARAS_DERIVED_ID;
import static dev.flightwatch.datacollector.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.interests.InterestStore.KnownFollower;
import dev.flightwatch.toolkit.text.EmailAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What any store of interests does for the reconciliation. */
public interface FollowerContract {

  /** An empty store; the same one for all calls of a test. */
  InterestStore store();

  private boolean follow(Follower owner, EmailAddress email, Instant confirmedAt) {
    return await(store().follow(owner, email, "LICC", confirmedAt));
  }

  private boolean end(Follower owner, Instant askedAt) {
    return await(store().deleteUnconfirmed(owner.id(), askedAt, NOON.plusSeconds(60)));
  }

  @Test
  default void ownersShouldBeTheLivingOfTheirOwnIdPageByPage() {
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
  default void endOwnerShouldLeaveATombstoneOfThatOneOnly() {
    // given
    follow(SARAS_ID, SARA, NOON);
    follow(SARAS_NEXT_ID, SARA, NOON);

    // when
    boolean ended = end(SARAS_ID, NOON.plusSeconds(1));
    boolean again = end(SARAS_ID, NOON.plusSeconds(2));

    // then
    assertThat(ended).isTrue();
    assertThat(again).isFalse();
    assertThat(follow(SARAS_ID, SARA, NOON.plusSeconds(3))).isFalse();
    assertThat(follow(SARAS_NEXT_ID, SARA, NOON.plusSeconds(3))).isTrue();
  }

  @Test
  default void endOwnerShouldSpareWhoWasConfirmedSinceItWasAsked() {
    // given
    Instant asked = NOON.plusSeconds(1);
    follow(SARAS_ID, SARA, asked);
    follow(LUCAS_ID, LUCA, asked.minusMillis(1));

    // when
    boolean confirmedSince = end(SARAS_ID, asked);
    boolean confirmedBefore = end(LUCAS_ID, asked);

    // then
    assertThat(confirmedSince).isFalse();
    assertThat(confirmedBefore).isTrue();
    assertThat(await(store().airportsOf(SARA))).containsExactly("LICC");
    assertThat(await(store().airportsOf(LUCA))).isEmpty();
  }

  @Test
  default void endOwnerShouldSpareDerivedIdsAndMakeNothing() {
    // given
    follow(SARAS_DERIVED_ID, SARA, NOON);

    // when
    boolean derived = end(SARAS_DERIVED_ID, NOON.plusSeconds(1));
    boolean nobody = end(LUCAS_ID, NOON.plusSeconds(1));

    // then
    assertThat(derived).isFalse();
    assertThat(nobody).isFalse();
    assertThat(await(store().airportsOf(SARA))).containsExactly("LICC");
    assertThat(follow(LUCAS_ID, LUCA, NOON)).isTrue();
  }
}
