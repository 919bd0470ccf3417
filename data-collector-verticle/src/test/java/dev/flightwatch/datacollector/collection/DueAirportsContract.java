package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.KJFK;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIMC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of every {@link CollectionStore} on due airports and the plan. */
public interface DueAirportsContract {
  Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  Duration PERIOD = Duration.ofMinutes(10);
  Duration TWO_HOURS = Duration.ofHours(2);
  Duration TOO_LONG = Schedule.MAX_INTERVAL.plusHours(1);

  /** Returns an empty store, the same one throughout a test. */
  CollectionStore store();

  /** Marks airports as followed, since noon if they are new. */
  void follow(List<AirportCode> airports);

  /** An airport that was first followed a day ago and was read {@code readHoursAgo}, if at all. */
  private void attempt(AirportCode airport, int hoursAgo, Optional<Integer> readHoursAgo) {
    Instant at = hoursAgo(hoursAgo);
    Instant dayAgo = hoursAgo(24);
    Lease lease = new Lease(airport, "a", dayAgo.plusSeconds(30));
    await(store().claim(lease, dayAgo, dayAgo));
    CollectionProgress progress = CollectionProgress.begun(dayAgo);
    if (readHoursAgo.isPresent()) {
      Instant read = hoursAgo(readHoursAgo.get());
      progress = progress.withNextDue(read.plus(PERIOD)).afterLiveRead(read, read);
    }
    boolean isRead = readHoursAgo.equals(Optional.of(hoursAgo));
    await(
        store()
            .advance(lease.released(), isRead ? progress : progress.withNextDue(at.plus(PERIOD))));
  }

  private static Instant hoursAgo(int hours) {
    return NOON.minus(Duration.ofHours(hours));
  }

  private void read(AirportCode airport, int hoursAgo) {
    attempt(airport, hoursAgo, Optional.of(hoursAgo));
  }

  private List<AirportCode> due(Duration interval, int limit, AirportCode... rereads) {
    DueQuery query = new DueQuery(NOON, PERIOD, interval, List.of(rereads), limit);
    return List.copyOf(await(store().due(query)).keySet());
  }

  @Test
  default void dueShouldBeTheFollowedAirportsInTheOrderOfTheirNextDueTime() {
    // given
    read(LICC, 2);
    read(LIRF, 4);
    read(EDDF, 3);
    read(KJFK, 0);
    read(LIMC, 5);
    follow(List.of(LICC, LIRF, EDDF, KJFK));

    // then
    assertThat(due(PERIOD, 10)).containsExactly(LIRF, EDDF, LICC);
    assertThat(due(PERIOD, 2)).containsExactly(LIRF, EDDF);
    assertThat(due(Duration.ofHours(3), 10)).containsExactly(LIRF, EDDF);
    assertThat(due(Duration.ofHours(3).plusMillis(1), 10)).containsExactly(LIRF);
    assertThat(await(store().due(new DueQuery(NOON, PERIOD, PERIOD, List.of(), 1))).get(LIRF))
        .isEqualTo(await(store().progress(LIRF)).orElseThrow());
  }

  @Test
  default void dueShouldOmitAirportsWithALease() {
    // given
    follow(List.of(LICC, LIRF));
    await(store().claim(new Lease(LICC, "a", NOON), NOON, NOON));
    await(store().claim(new Lease(LIRF, "a", NOON.minusMillis(1)), NOON, NOON));

    // then
    assertThat(due(PERIOD, 10)).containsExactly(LIRF);
  }

  @Test
  default void dueShouldContainAirportsThatCouldNotBeReadBeforeTheIntervalHasPassed() {
    // given
    attempt(LICC, 1, Optional.of(2));
    attempt(LIRF, 1, Optional.of(1));
    attempt(EDDF, 1, Optional.empty());
    attempt(KJFK, 0, Optional.empty());
    follow(List.of(LICC, LIRF, EDDF, KJFK));
    follow(List.of(LICC, LIRF, EDDF, KJFK, LIMC));

    // then
    assertThat(due(TWO_HOURS, 10)).containsExactlyInAnyOrder(LICC, EDDF, LIMC);
    assertThat(due(TWO_HOURS.plusMillis(1), 10)).containsExactlyInAnyOrder(EDDF, LIMC);
    assertThat(due(TOO_LONG, 10)).as("all wait equally long").containsExactly(EDDF);
    assertThat(due(Duration.ofHours(24).plusMillis(1), 10)).isEmpty();
  }

  @Test
  default void dueShouldContainAirportsToRereadBeforeTheIntervalHasPassed() {
    // given
    read(LICC, 1);
    read(LIRF, 1);
    read(EDDF, 0);
    read(KJFK, 1);
    follow(List.of(LICC, LIRF, EDDF));

    // then
    assertThat(due(TWO_HOURS, 10, LIRF, EDDF, KJFK)).containsExactly(LIRF);
  }

  @Test
  default void followedShouldBeTheFollowedAirportsInPages() {
    // given
    read(LIMC, 1);
    follow(List.of(LIRF, LICC, EDDF));

    // then
    assertThat(await(store().followed("", 2)).keySet()).containsExactly(EDDF, LICC);
    assertThat(await(store().followed("LICC", 2)).keySet()).containsExactly(LIRF);
    assertThat(await(store().followed("", 1))).containsEntry(EDDF, CollectionProgress.begun(NOON));
  }

  @Test
  default void planShouldBeTheOneThatWasMadeLast() {
    // given
    Optional<Plan> none = await(store().plan());
    Plan plan =
        new Plan(
            NOON,
            TWO_HOURS,
            List.of(LIRF, LICC),
            new Demand(3, 2, 1, 9),
            Optional.of(hoursAgo(1)),
            7,
            List.of(LICC),
            hoursAgo(2));
    Plan older =
        new Plan(
            hoursAgo(1),
            PERIOD,
            List.of(),
            new Demand(0, 0, 0, 0),
            Optional.empty(),
            0,
            List.of(),
            hoursAgo(2));

    // then
    assertThat(none).isEmpty();
    await(store().savePlan(older));
    assertThat(await(store().plan())).contains(older);
    await(store().savePlan(plan));
    assertThat(await(store().plan())).contains(plan);
    await(store().savePlan(older));
    assertThat(await(store().plan())).contains(plan);
  }
}
