package dev.flightwatch.datacollector.interests;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.KJFK;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.InterestStore.FollowResult;
import dev.flightwatch.datacollector.testing.TestFutures;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every {@link InterestStore}: follow and unfollow. */
public interface InterestStoreContract {
  Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  EmailAddress SARA = new EmailAddress("sara@unict.it");
  EmailAddress LUCA = new EmailAddress("luca@unict.it");
  Follower SARAS_ID = Follower.named("6f1c2a34-0000-4000-8000-000000000001");
  Follower SARAS_NEXT_ID = Follower.named("6f1c2a34-0000-4000-8000-000000000002");
  Follower LUCAS_ID = Follower.named("6f1c2a34-0000-4000-8000-000000000003");

  /** Returns an empty store, the same one throughout a test. */
  InterestStore store();

  private boolean follow(
      Follower follower, EmailAddress email, AirportCode airport, Instant confirmedAt) {
    return await(store().follow(follower, email, airport, confirmedAt)) == FollowResult.FOLLOWED;
  }

  private List<AirportCode> airportsOf(EmailAddress email) {
    return await(store().airportsOf(email));
  }

  @Test
  default void followShouldAddEachAirportOnce() {
    // when
    boolean first = follow(SARAS_ID, SARA, LIRF, NOON);
    boolean second = follow(SARAS_ID, SARA, LICC, NOON.plusSeconds(1));
    boolean again = follow(SARAS_ID, SARA, LIRF, NOON.plusSeconds(2));

    // then
    assertThat(List.of(first, second, again)).containsOnly(true);
    assertThat(airportsOf(SARA)).containsExactly(LICC, LIRF);
    assertThat(airportsOf(LUCA)).isEmpty();
  }

  @Test
  default void followShouldAddAllAirportsWhenTheFirstFollowsAreConcurrent() {
    // when
    List<Future<FollowResult>> follows =
        IntStream.range(0, 20)
            .mapToObj(i -> store().follow(SARAS_ID, SARA, numbered(i), NOON))
            .toList();

    // then
    assertThat(follows).allMatch(follow -> await(follow) == FollowResult.FOLLOWED);
    assertThat(airportsOf(SARA)).hasSize(20);
  }

  @Test
  default void airportsOfShouldBeThoseConfirmedLastWhenTwoDocumentsAreActive() {
    // given
    follow(SARAS_NEXT_ID, SARA, LIRF, NOON.plusSeconds(1));
    follow(SARAS_ID, SARA, LICC, NOON);

    // then
    assertThat(airportsOf(SARA)).containsExactly(LIRF);
  }

  @Test
  default void followShouldKeepTheLaterConfirmation() {
    // given
    follow(SARAS_NEXT_ID, SARA, LIRF, NOON.plusSeconds(2));
    follow(SARAS_ID, SARA, LICC, NOON.plusSeconds(1));

    // when
    follow(SARAS_NEXT_ID, SARA, EDDF, NOON);

    // then
    assertThat(airportsOf(SARA)).containsExactly(EDDF, LIRF);
  }

  @Test
  default void unfollowShouldRemoveOneAirport() {
    // given
    follow(SARAS_ID, SARA, LICC, NOON);
    follow(SARAS_ID, SARA, LIRF, NOON);
    follow(LUCAS_ID, LUCA, LICC, NOON);

    // when
    int removed = await(store().unfollow(SARA, Optional.of(LICC)));
    int again = await(store().unfollow(SARA, Optional.of(LICC)));

    // then
    assertThat(removed).isEqualTo(1);
    assertThat(again).isZero();
    assertThat(airportsOf(SARA)).containsExactly(LIRF);
    assertThat(airportsOf(LUCA)).containsExactly(LICC);
  }

  @Test
  default void unfollowShouldRemoveAllAirportsWhenNoneIsGiven() {
    // given
    follow(SARAS_ID, SARA, LICC, NOON);
    follow(SARAS_ID, SARA, LIRF, NOON);

    // when
    int removed = await(store().unfollow(SARA, Optional.empty()));

    // then
    assertThat(removed).isEqualTo(2);
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(await(store().unfollow(LUCA, Optional.empty()))).isZero();
  }

  @Test
  default void unfollowShouldUseTheDocumentConfirmedLastWhenTwoAreActive() {
    // given
    follow(SARAS_NEXT_ID, SARA, LICC, NOON.plusSeconds(1));
    follow(SARAS_ID, SARA, LICC, NOON);

    // when
    int removed = await(store().unfollow(SARA, Optional.of(LICC)));

    // then
    assertThat(removed).isEqualTo(1);
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(await(store().followedAirports())).containsExactly(LICC);
  }

  @Test
  default void followedAirportsShouldBeThoseOfAllActiveDocuments() {
    // given
    follow(SARAS_ID, SARA, LIRF, NOON);
    follow(LUCAS_ID, LUCA, LICC, NOON);
    follow(LUCAS_ID, LUCA, LIRF, NOON);
    follow(SARAS_NEXT_ID, SARA, KJFK, NOON);

    // when
    await(store().markDeleted(SARAS_NEXT_ID.id(), SARA, NOON));

    // then
    assertThat(await(store().followedAirports())).containsExactly(LICC, LIRF);
  }

  private static AirportCode numbered(int number) {
    return new AirportCode(String.format("%04d", number));
  }

  private void followMaximum() {
    List<Future<FollowResult>> follows =
        IntStream.range(0, InterestStore.MAX_AIRPORTS)
            .mapToObj(i -> store().follow(SARAS_ID, SARA, numbered(i), NOON))
            .toList();
    follows.forEach(follow -> assertThat(await(follow)).isEqualTo(FollowResult.FOLLOWED));
  }

  @Test
  default void followShouldRejectAnotherAirportWhenTheMaximumIsReached() {
    // given
    followMaximum();

    // when
    FollowResult another = await(store().follow(SARAS_ID, SARA, LICC, NOON.plusSeconds(1)));
    FollowResult again = await(store().follow(SARAS_ID, SARA, numbered(7), NOON.plusSeconds(1)));
    FollowResult otherUser = await(store().follow(LUCAS_ID, LUCA, LICC, NOON.plusSeconds(1)));

    // then
    assertThat(another).isEqualTo(FollowResult.TOO_MANY_AIRPORTS);
    assertThat(again).isEqualTo(FollowResult.FOLLOWED);
    assertThat(otherUser).isEqualTo(FollowResult.FOLLOWED);
    assertThat(airportsOf(SARA)).hasSize(InterestStore.MAX_AIRPORTS).doesNotContain(LICC);
  }

  @Test
  default void followShouldAddAnAirportAfterAnUnfollowAtTheMaximum() {
    // given
    followMaximum();
    await(store().unfollow(SARA, Optional.of(numbered(7))));

    // when
    FollowResult another = await(store().follow(SARAS_ID, SARA, LICC, NOON));

    // then
    assertThat(another).isEqualTo(FollowResult.FOLLOWED);
    assertThat(airportsOf(SARA)).hasSize(InterestStore.MAX_AIRPORTS).contains(LICC);
  }

  @Test
  default void followShouldNotExceedTheMaximumWhenFollowsAreConcurrent() {
    // when
    List<FollowResult> results =
        IntStream.range(0, InterestStore.MAX_AIRPORTS + 20)
            .mapToObj(i -> store().follow(SARAS_ID, SARA, numbered(i), NOON))
            .toList()
            .stream()
            .map(TestFutures::await)
            .toList();

    // then
    assertThat(results).filteredOn(FollowResult.TOO_MANY_AIRPORTS::equals).hasSize(20);
    assertThat(airportsOf(SARA)).hasSize(InterestStore.MAX_AIRPORTS);
  }
}
