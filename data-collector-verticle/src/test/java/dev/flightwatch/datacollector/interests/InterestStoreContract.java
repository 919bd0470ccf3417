package dev.flightwatch.datacollector.interests;

import static dev.flightwatch.datacollector.testing.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What any store of interests does when somebody follows, and follows no longer. */
public interface InterestStoreContract {
  Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  EmailAddress SARA = new EmailAddress("sara@unict.it");
  EmailAddress LUCA = new EmailAddress("luca@unict.it");
  Follower SARAS_ID = Follower.named("6f1c2a34-0000-4000-8000-000000000001");
  Follower SARAS_NEXT_ID = Follower.named("6f1c2a34-0000-4000-8000-000000000002");
  Follower LUCAS_ID = Follower.named("6f1c2a34-0000-4000-8000-000000000003");

  /** An empty store; the same one for all calls of a test. */
  InterestStore store();

  private boolean follow(Follower owner, EmailAddress email, String airport, Instant confirmedAt) {
    return await(store().follow(owner, email, airport, confirmedAt));
  }

  private List<String> airportsOf(EmailAddress email) {
    return await(store().airportsOf(email));
  }

  @Test
  default void followShouldAddEachAirportOnce() {
    // when
    boolean first = follow(SARAS_ID, SARA, "LIRF", NOON);
    boolean second = follow(SARAS_ID, SARA, "LICC", NOON.plusSeconds(1));
    boolean again = follow(SARAS_ID, SARA, "LIRF", NOON.plusSeconds(2));

    // then
    assertThat(List.of(first, second, again)).containsOnly(true);
    assertThat(airportsOf(SARA)).containsExactly("LICC", "LIRF");
    assertThat(airportsOf(LUCA)).isEmpty();
  }

  @Test
  default void followShouldAddAllAirportsWhenTheFirstOnesComeInParallel() {
    // when
    List<Future<Boolean>> follows =
        IntStream.range(0, 20)
            .mapToObj(i -> store().follow(SARAS_ID, SARA, String.format("X%03d", i), NOON))
            .toList();

    // then
    assertThat(follows).allMatch(followed -> await(followed));
    assertThat(airportsOf(SARA)).hasSize(20);
  }

  @Test
  default void airportsOfShouldBeThoseConfirmedLastWhenTwoDocumentsLive() {
    // given
    follow(SARAS_NEXT_ID, SARA, "LIRF", NOON.plusSeconds(1));
    follow(SARAS_ID, SARA, "LICC", NOON);

    // then
    assertThat(airportsOf(SARA)).containsExactly("LIRF");
  }

  @Test
  default void followShouldNotTakeBackAConfirmationWhenItWasConfirmedEarlier() {
    // given
    follow(SARAS_NEXT_ID, SARA, "LIRF", NOON.plusSeconds(2));
    follow(SARAS_ID, SARA, "LICC", NOON.plusSeconds(1));

    // when
    follow(SARAS_NEXT_ID, SARA, "EDDF", NOON);

    // then
    assertThat(airportsOf(SARA)).containsExactly("EDDF", "LIRF");
  }

  @Test
  default void unfollowShouldRemoveOneAirport() {
    // given
    follow(SARAS_ID, SARA, "LICC", NOON);
    follow(SARAS_ID, SARA, "LIRF", NOON);
    follow(LUCAS_ID, LUCA, "LICC", NOON);

    // when
    int removed = await(store().unfollow(SARA, Optional.of("LICC")));
    int again = await(store().unfollow(SARA, Optional.of("LICC")));

    // then
    assertThat(removed).isEqualTo(1);
    assertThat(again).isZero();
    assertThat(airportsOf(SARA)).containsExactly("LIRF");
    assertThat(airportsOf(LUCA)).containsExactly("LICC");
  }

  @Test
  default void unfollowShouldRemoveAllAirportsWhenNoneIsNamed() {
    // given
    follow(SARAS_ID, SARA, "LICC", NOON);
    follow(SARAS_ID, SARA, "LIRF", NOON);

    // when
    int removed = await(store().unfollow(SARA, Optional.empty()));

    // then
    assertThat(removed).isEqualTo(2);
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(await(store().unfollow(LUCA, Optional.empty()))).isZero();
  }

  @Test
  default void unfollowShouldUseTheDocumentConfirmedLastWhenTwoLive() {
    // given
    follow(SARAS_NEXT_ID, SARA, "LICC", NOON.plusSeconds(1));
    follow(SARAS_ID, SARA, "LICC", NOON);

    // when
    int removed = await(store().unfollow(SARA, Optional.of("LICC")));

    // then
    assertThat(removed).isEqualTo(1);
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(await(store().followedAirports())).containsExactly("LICC");
  }

  @Test
  default void followedAirportsShouldBeThoseOfAllTheLiving() {
    // given
    follow(SARAS_ID, SARA, "LIRF", NOON);
    follow(LUCAS_ID, LUCA, "LICC", NOON);
    follow(LUCAS_ID, LUCA, "LIRF", NOON);
    follow(SARAS_NEXT_ID, SARA, "KJFK", NOON);

    // when
    await(store().markDeleted(SARAS_NEXT_ID.id(), SARA, NOON));

    // then
    assertThat(await(store().followedAirports())).containsExactly("LICC", "LIRF");
  }
}
