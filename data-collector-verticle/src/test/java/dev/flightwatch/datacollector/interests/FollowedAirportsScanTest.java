package dev.flightwatch.datacollector.interests;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.KJFK;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFollowers.NOON;
import static dev.flightwatch.datacollector.testing.TestFollowers.SARA;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.testing.MongoRig;
import dev.flightwatch.datacollector.testing.TestFollowers;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FollowedAirportsScanTest {
  @AutoClose private static final MongoRig RIG = new MongoRig();

  private final InterestStore store = RIG.interests();
  private final FollowedAirports marks = RIG.followedAirports();
  private final FollowedAirportsScan target =
      new FollowedAirportsScan(
          new InterestDependencies(
              store,
              marks,
              email -> Future.failedFuture("The user manager is not needed."),
              event -> Future.succeededFuture(),
              new SettableClock(NOON)));

  private void follow(int user, AirportCode airport) {
    await(startFollow(user, airport));
  }

  private Future<?> startFollow(int user, AirportCode airport) {
    EmailAddress email = new EmailAddress("user" + user + "@example.com");
    return store.follow(TestFollowers.numbered(user), email, airport, NOON);
  }

  private Collection<AirportCode> marked() {
    return await(marks.marked("", 2_000)).keySet();
  }

  private void run(BooleanSupplier mayGoOn) {
    await(target.run(mayGoOn));
  }

  @Test
  void runShouldMarkFollowedAirportsAndClearTheOthers() {
    // given: more users than a page, and a deleted one
    int users = FollowedAirportsScan.USERS + 1;
    await(
        Future.all(
            IntStream.rangeClosed(1, users)
                .mapToObj(user -> startFollow(user, user == users ? LIRF : LICC))
                .toList()));
    follow(users + 1, KJFK);
    await(store.markDeleted(TestFollowers.numbered(users + 1).id(), SARA, NOON));
    List.of(LICC, EDDF, KJFK).forEach(airport -> await(marks.mark(airport, NOON)));

    // when
    run(() -> true);

    // then
    assertThat(marked()).containsExactly(LICC, LIRF);
  }

  @Test
  void runShouldCompareAllPagesOfMarks() {
    // given
    int airports = FollowedAirportsScan.MARKS + 1;
    await(
        Future.all(
            IntStream.range(0, airports)
                .mapToObj(i -> marks.mark(new AirportCode("%04d".formatted(i)), NOON))
                .toList()));
    AirportCode last = new AirportCode("%04d".formatted(airports - 1));
    follow(1, last);

    // when
    run(() -> true);

    // then
    assertThat(marked()).containsExactly(last);
    assertThat(await(marks.marked("", 1)).get(last)).as("is not marked again").isEqualTo(1);
  }

  @Test
  void runShouldChangeNothingMoreWhenItMayNotGoOn() {
    // given
    follow(1, LICC);
    List.of(EDDF, KJFK, LIRF).forEach(airport -> await(marks.mark(airport, NOON)));
    AtomicInteger changes = new AtomicInteger();

    // when
    run(() -> changes.incrementAndGet() <= 2);

    // then
    assertThat(marked()).hasSize(3).contains(LICC);
  }

  @Test
  void clearShouldDoNothingWhenTheAirportWasMarkedAgain() {
    // given
    FollowedAirports.Mark first = await(marks.mark(LICC, NOON));
    FollowedAirports.Mark second = await(marks.mark(LICC, NOON));

    // then
    assertThat(List.of(first, second))
        .containsExactly(new FollowedAirports.Mark(1, true), new FollowedAirports.Mark(2, false));
    assertThat(await(marks.clear(LICC, 1))).isFalse();
    assertThat(await(marks.isMarked(LICC))).isTrue();
    assertThat(await(marks.clear(LICC, 2))).isTrue();
    assertThat(await(marks.isMarked(LICC))).isFalse();
    assertThat(await(marks.clear(LICC, 2))).isFalse();
    assertThat(marked()).isEmpty();
    assertThat(await(marks.mark(LICC, NOON))).isEqualTo(new FollowedAirports.Mark(3, true));
  }

  @Test
  void unfollowedAirportShouldBeClearedByTheNextRun() {
    // given
    follow(1, LICC);
    follow(2, LICC);
    run(() -> true);

    // when
    await(store.unfollow(new EmailAddress("user1@example.com"), Optional.of(LICC)));
    run(() -> true);
    Collection<AirportCode> stillFollowed = marked();
    await(store.unfollow(new EmailAddress("user2@example.com"), Optional.empty()));
    run(() -> true);

    // then
    assertThat(stillFollowed).containsExactly(LICC);
    assertThat(marked()).isEmpty();
  }
}
