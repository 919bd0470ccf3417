package dev.flightwatch.datacollector.interests;

import static dev.flightwatch.datacollector.interests.Reconciliation.PAGE_SIZE;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFollowers.NOON;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.interests.InterestMessages.InterestsChanged;
import dev.flightwatch.datacollector.interests.InterestStore.FollowResult;
import dev.flightwatch.datacollector.testing.MongoRig;
import dev.flightwatch.datacollector.testing.TestFollowers;
import dev.flightwatch.datacollector.users.UserStatus;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationTest {
  @AutoClose private static final MongoRig RIG = new MongoRig();
  private final SettableClock clock = new SettableClock(NOON);
  private final InterestStore store = RIG.interests();
  private final Set<Integer> absent = new HashSet<>();
  private final Set<Integer> unknown = new HashSet<>();
  private Function<EmailAddress, Future<UserStatus>> userManager = this::status;
  private int checks;
  private int pauses;
  private boolean stopped;
  private final Meters meters = Meters.detached();
  private final List<InterestsChanged> published = new ArrayList<>();
  private final Reconciliation target =
      new Reconciliation(
          new InterestDependencies(
              store, RIG.followedAirports(), this::check, this::publish, clock),
          new ReconciliationMetrics(meters),
          this::pause);

  private Future<Void> publish(InterestsChanged event) {
    published.add(event);
    return Future.succeededFuture();
  }

  private Future<UserStatus> check(EmailAddress email) {
    checks++;
    return userManager.apply(email);
  }

  private Future<?> pause() {
    pauses++;
    return Future.succeededFuture();
  }

  private Future<UserStatus> status(EmailAddress email) {
    int number = Integer.parseInt(email.value().replaceAll("\\D", ""));
    if (unknown.contains(number)) {
      return Future.failedFuture(
          ServiceException.of(ErrorKind.UNAVAILABLE, "user_manager_away", "Unavailable."));
    }
    return Future.succeededFuture(
        absent.contains(number) ? UserStatus.ABSENT : exists(follower(number).id()));
  }

  private static UserStatus exists(String id) {
    return new UserStatus(true, Optional.of(id));
  }

  private static Follower follower(int number) {
    return TestFollowers.numbered(number);
  }

  private static EmailAddress email(int number) {
    return new EmailAddress("user" + number + "@example.com");
  }

  private void givenFollowers(int count) {
    await(
        Future.all(
            IntStream.rangeClosed(1, count)
                .mapToObj(n -> store.follow(follower(n), email(n), LICC, clock.instant()))
                .toList()));
    clock.advance(Duration.ofHours(1));
  }

  private List<Integer> followersOf(int count) {
    return IntStream.rangeClosed(1, count).filter(this::follows).boxed().toList();
  }

  private boolean follows(int number) {
    return !await(store.airportsOf(email(number))).isEmpty();
  }

  @Test
  void runShouldDeleteOnlyFollowersThatDoNotExist() {
    // given
    givenFollowers(3);
    unknown.add(1);
    absent.add(2);

    // when
    await(target.run(() -> !stopped));

    // then
    assertThat(followersOf(3)).containsExactly(1, 3);
    assertThat(published).containsExactly(new InterestsChanged(email(2), Optional.empty()));
    assertThat(await(store.follow(follower(2), email(2), LICC, clock.instant())))
        .isEqualTo(FollowResult.USER_DELETED);
    assertCounted(
        "flightwatch_reconciliation_runs_total{outcome=\"done\"} 1.0",
        "flightwatch_reconciliation_removed_total 1.0");
  }

  private void assertCounted(String... lines) {
    assertThat(meters.text().lines()).contains(lines);
  }

  @Test
  void runShouldDeleteTheOldRegistrationWhenTheAddressHasANewOne() {
    // given
    givenFollowers(1);
    await(store.follow(follower(2), email(1), LIRF, clock.instant()));
    clock.advance(Duration.ofSeconds(1));
    userManager = email -> Future.succeededFuture(exists(follower(2).id()));

    // when
    await(target.run(() -> !stopped));

    // then
    assertThat(await(store.airportsOf(email(1)))).containsExactly(LIRF);
    assertThat(TestFollowers.followedAirports(store)).containsExactly(LIRF);
  }

  @Test
  void runShouldKeepFollowersWhenAnOlderUserManagerReturnsNoId() {
    // given
    givenFollowers(1);
    userManager = email -> Future.succeededFuture(new UserStatus(true, Optional.empty()));

    // when
    await(target.run(() -> !stopped));

    // then
    assertThat(follows(1)).isTrue();
  }

  @Test
  void runShouldKeepFollowersConfirmedDuringTheirCheck() {
    // given
    givenFollowers(1);
    Promise<UserStatus> reply = Promise.promise();
    userManager = email -> reply.future();

    // when
    Future<Void> run = target.run(() -> !stopped);
    await(store.follow(follower(1), email(1), LIRF, clock.instant()));
    reply.complete(UserStatus.ABSENT);
    await(run);

    // then
    assertThat(await(store.airportsOf(email(1)))).containsExactly(LICC, LIRF);
  }

  @ParameterizedTest
  @CsvSource({"40, 4, 0, done", "40, 5, 0, doubtful", "20, 2, 1, doubtful", "10, 10, 0, done"})
  void runShouldDeleteAtMostATenthOfMoreThanTenCheckedFollowers(
      int followers, int gone, int failed, String outcome) {
    // given
    givenFollowers(followers);
    IntStream.rangeClosed(1, gone).forEach(absent::add);
    IntStream.rangeClosed(1, failed).map(i -> gone + i).forEach(unknown::add);

    // when
    await(target.run(() -> !stopped));

    // then
    assertThat(followersOf(followers))
        .hasSize(outcome.equals("done") ? followers - gone : followers);
    assertCounted("flightwatch_reconciliation_runs_total{outcome=\"%s\"} 1.0".formatted(outcome));
  }

  @Test
  void runShouldCheckInPagesWithAPauseBetweenThem() {
    // given
    givenFollowers(2 * PAGE_SIZE + 1);
    absent.add(2 * PAGE_SIZE + 1);

    // when
    await(target.run(() -> !stopped));

    // then
    assertThat(checks).isEqualTo(2 * PAGE_SIZE + 1);
    assertThat(pauses).isEqualTo(2);
    assertThat(follows(2 * PAGE_SIZE + 1)).isFalse();
  }

  @Test
  void runShouldStopWithoutDeletionsWhenAllChecksOfAPageFail() {
    // given
    givenFollowers(3 * PAGE_SIZE);
    absent.add(1);
    IntStream.rangeClosed(PAGE_SIZE + 1, 2 * PAGE_SIZE).forEach(unknown::add);

    // when
    await(target.run(() -> !stopped));

    // then
    assertThat(checks).isEqualTo(2 * PAGE_SIZE);
    assertThat(follows(1)).isTrue();
    assertCounted(
        "flightwatch_reconciliation_runs_total{outcome=\"abandoned\"} 1.0",
        "flightwatch_reconciliation_removed_total 0.0");
  }

  @Test
  void runShouldDeleteNoFurtherFollowersWhenItMayNotGoOn() {
    // given
    givenFollowers(3);
    absent.addAll(List.of(1, 2, 3));

    // when
    await(target.run(() -> published.isEmpty()));

    // then
    assertThat(followersOf(3)).hasSize(2);
  }

  @Test
  void runShouldCheckNoFollowersWhenStopped() {
    // given
    givenFollowers(1);
    stopped = true;

    // when
    await(target.run(() -> !stopped));

    // then
    assertThat(checks).isZero();
  }
}
