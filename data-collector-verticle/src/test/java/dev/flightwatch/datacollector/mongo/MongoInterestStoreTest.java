package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.interests.InterestStore.MAX_AIRPORTS;
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
import dev.flightwatch.datacollector.interests.InterestStore.KnownFollower;
import dev.flightwatch.datacollector.testing.MongoRig;
import dev.flightwatch.datacollector.testing.TestFollowers;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MongoInterestStoreTest {
  @AutoClose private static final MongoRig RIG = new MongoRig();
  private final MongoInterestStore store = RIG.interests();

  private FollowResult follow(
      Follower follower, EmailAddress email, AirportCode airport, Instant confirmedAt) {
    return await(store.follow(follower, email, airport, confirmedAt));
  }

  private List<AirportCode> airportsOf(EmailAddress email) {
    return await(store.airportsOf(email));
  }

  @Test
  void followShouldAddEachAirportOnce() {
    // when
    follow(SARAS_ID, SARA, LIRF, NOON);
    follow(SARAS_ID, SARA, LICC, NOON.plusSeconds(1));
    FollowResult again = follow(SARAS_ID, SARA, LIRF, NOON.plusSeconds(2));

    // then
    assertThat(again).isEqualTo(FollowResult.FOLLOWED);
    assertThat(airportsOf(SARA)).containsExactly(LICC, LIRF);
    assertThat(airportsOf(LUCA)).isEmpty();
  }

  @Test
  void followShouldKeepTheLaterConfirmation() {
    // given
    follow(SARAS_NEXT_ID, SARA, LIRF, NOON.plusSeconds(2));
    follow(SARAS_ID, SARA, LICC, NOON.plusSeconds(1));

    // when
    follow(SARAS_NEXT_ID, SARA, EDDF, NOON);

    // then
    assertThat(airportsOf(SARA)).as("those that were confirmed last").containsExactly(EDDF, LIRF);
  }

  @Test
  void followShouldAddAtMostTheMaximumOfAirportsEvenWhenFollowsAreConcurrent() {
    // when
    List<Future<FollowResult>> follows =
        IntStream.range(0, MAX_AIRPORTS + 10)
            .mapToObj(i -> store.follow(SARAS_ID, SARA, numbered(i), NOON))
            .toList();
    long followed =
        follows.stream().filter(follow -> await(follow) == FollowResult.FOLLOWED).count();

    // then
    List<AirportCode> airports = airportsOf(SARA);
    assertThat(followed).isEqualTo(MAX_AIRPORTS);
    assertThat(airports).hasSize(MAX_AIRPORTS);
    assertThat(follow(SARAS_ID, SARA, LICC, NOON)).isEqualTo(FollowResult.TOO_MANY_AIRPORTS);
    assertThat(follow(SARAS_ID, SARA, airports.get(7), NOON)).isEqualTo(FollowResult.FOLLOWED);
    assertThat(follow(LUCAS_ID, LUCA, LICC, NOON)).isEqualTo(FollowResult.FOLLOWED);
    await(store.unfollow(SARA, Optional.of(airports.get(7))));
    assertThat(follow(SARAS_ID, SARA, LICC, NOON)).isEqualTo(FollowResult.FOLLOWED);
    assertThat(airportsOf(SARA)).hasSize(MAX_AIRPORTS).contains(LICC);
  }

  private static AirportCode numbered(int number) {
    return new AirportCode(String.format("%04d", number));
  }

  @Test
  void unfollowShouldRemoveOneAirportOrAll() {
    // given
    List.of(EDDF, LICC, LIRF).forEach(airport -> follow(SARAS_ID, SARA, airport, NOON));
    follow(LUCAS_ID, LUCA, LICC, NOON);

    // when
    int one = await(store.unfollow(SARA, Optional.of(LICC)));
    int again = await(store.unfollow(SARA, Optional.of(LICC)));
    List<AirportCode> left = airportsOf(SARA);
    int all = await(store.unfollow(SARA, Optional.empty()));

    // then
    assertThat(List.of(one, again, all)).containsExactly(1, 0, 2);
    assertThat(left).containsExactly(EDDF, LIRF);
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(airportsOf(LUCA)).containsExactly(LICC);
    assertThat(await(store.unfollow(new EmailAddress("x@unict.it"), Optional.empty()))).isZero();
  }

  @Test
  void unfollowShouldUseTheDocumentConfirmedLastWhenTwoAreActive() {
    // given
    follow(SARAS_NEXT_ID, SARA, LICC, NOON.plusSeconds(1));
    follow(SARAS_ID, SARA, LICC, NOON);

    // when
    int removed = await(store.unfollow(SARA, Optional.of(LICC)));

    // then
    assertThat(removed).isEqualTo(1);
    assertThat(airportsOf(SARA)).isEmpty();
    assertThat(TestFollowers.followedAirports(store)).containsExactly(LICC);
  }

  @Test
  void followedAirportsShouldBeThoseOfAllActiveDocuments() {
    // given
    follow(SARAS_ID, SARA, LIRF, NOON);
    follow(LUCAS_ID, LUCA, LICC, NOON);
    follow(LUCAS_ID, LUCA, LIRF, NOON);
    follow(SARAS_NEXT_ID, SARA, KJFK, NOON);

    // when
    await(store.markDeleted(SARAS_NEXT_ID.id(), SARA, NOON));

    // then
    assertThat(TestFollowers.followedAirports(store)).containsExactly(LICC, LIRF);
  }

  @Test
  void followersShouldBeTheActiveDocumentsWithOwnIdsInPages() {
    // given
    follow(LUCAS_ID, LUCA, LICC, NOON);
    follow(SARAS_NEXT_ID, SARA, LICC, NOON);
    follow(SARAS_ID, SARA, LICC, NOON);
    follow(SARAS_DERIVED_ID, SARA, LICC, NOON);
    await(store.markDeleted("6f1c2a34-0000-4000-8000-000000000009", LUCA, NOON));

    // when
    List<KnownFollower> first = await(store.followers("", 2));
    List<KnownFollower> second = await(store.followers(SARAS_NEXT_ID.id(), 2));

    // then
    assertThat(first)
        .containsExactly(
            new KnownFollower(SARAS_ID.id(), SARA), new KnownFollower(SARAS_NEXT_ID.id(), SARA));
    assertThat(second).containsExactly(new KnownFollower(LUCAS_ID.id(), LUCA));
  }
}
