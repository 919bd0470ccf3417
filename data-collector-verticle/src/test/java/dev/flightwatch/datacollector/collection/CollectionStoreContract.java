package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.TestAirports.KJFK;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.ReadState;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of every {@link CollectionStore}. */
public interface CollectionStoreContract extends DueAirportsContract {
  Duration DURATION = Duration.ofSeconds(30);
  CollectionProgress BEGUN = CollectionProgress.begun(NOON);

  private static Lease lease(String holder, Instant from) {
    return new Lease(LICC, holder, from.plus(DURATION));
  }

  private Optional<CollectionProgress> claim(String holder, Instant now) {
    return await(store().claim(lease(holder, now), now, now)).map(Claim::progress);
  }

  private CollectionProgress known() {
    return await(store().progress(LICC)).orElseThrow();
  }

  @Test
  default void claimShouldCreateTheProgressOfANewAirport() {
    // when
    Optional<CollectionProgress> before = await(store().progress(LICC));
    Optional<CollectionProgress> claimed = claim("a", NOON);

    // then
    assertThat(before).isEmpty();
    assertThat(claimed).contains(BEGUN);
    assertThat(known()).isEqualTo(BEGUN);
  }

  @Test
  default void claimShouldFailUntilTheLeaseHasExpired() {
    // given
    claim("a", NOON);

    // then
    assertThat(claim("b", NOON.plusSeconds(1))).isEmpty();
    assertThat(claim("b", NOON.plus(DURATION))).isEmpty();
    assertThat(claim("b", NOON.plus(DURATION).plusMillis(1))).contains(BEGUN);
  }

  @Test
  default void claimShouldFailUntilTheAirportIsDue() {
    // given
    claim("a", NOON);
    Instant due = NOON.plusSeconds(600);
    await(store().advance(lease("a", NOON).released(), BEGUN.withNextDue(due)));

    // then
    assertThat(claim("b", due.minusMillis(1))).isEmpty();
    assertThat(await(store().claim(lease("b", NOON), due, NOON.plusSeconds(1)))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  default void claimShouldSucceedOnceWhenTwentyRunConcurrently(boolean isKnown) {
    // given
    if (isKnown) {
      claim("a", NOON);
    }
    Instant later = NOON.plusSeconds(60);

    // when
    List<Future<Optional<Claim>>> claims =
        IntStream.range(0, 20)
            .mapToObj(i -> store().claim(lease("holder" + i, later), later, later))
            .toList();

    // then
    assertThat(claims.stream().filter(claim -> await(claim).isPresent())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  default void renewAndAdvanceShouldExtendTheLease(boolean isAdvance) {
    // given
    claim("a", NOON);
    Lease extended = lease("a", NOON.plusSeconds(20));

    // when
    Future<Boolean> held = isAdvance ? store().advance(extended, BEGUN) : store().renew(extended);

    // then
    assertThat(await(held)).isTrue();
    assertThat(claim("b", NOON.plusSeconds(50))).isEmpty();
    assertThat(claim("b", NOON.plusSeconds(51))).isPresent();
  }

  @Test
  default void advanceShouldStoreTheWholeProgress() {
    // given
    claim("a", NOON);
    CollectionProgress advanced =
        new CollectionProgress(
            NOON,
            NOON.plusSeconds(600),
            Optional.of(NOON.plusMillis(1)),
            Optional.of(NOON.plusMillis(2)),
            new DaysRead(
                List.of(LocalDate.parse("2026-03-08"), LocalDate.parse("2026-03-09")),
                List.of(LocalDate.parse("2026-03-07"))),
            true);

    // when
    boolean stored = await(store().advance(lease("a", NOON).released(), advanced));

    // then
    assertThat(stored).isTrue();
    assertThat(known()).isEqualTo(advanced);
    assertThat(claim("b", NOON.plusSeconds(600))).contains(advanced);
  }

  @Test
  default void renewAndAdvanceShouldDoNothingWhenAnotherHolderHasTheLease() {
    // given
    claim("a", NOON);
    Instant later = NOON.plusSeconds(31);
    claim("b", later);
    Lease lost = lease("a", later.plusSeconds(600));
    CollectionProgress advanced =
        BEGUN.withNextDue(later.plusSeconds(600)).afterLiveRead(later, later);

    // then
    assertThat(await(store().renew(lost))).isFalse();
    assertThat(await(store().renew(new Lease(KJFK, "a", later)))).isFalse();
    assertThat(await(store().advance(lost.released(), advanced))).isFalse();
    assertThat(known()).isEqualTo(BEGUN);
    assertThat(claim("c", later.plusSeconds(1))).isEmpty();
    assertThat(await(store().advance(lost, advanced))).isFalse();
    assertThat(claim("c", later.plusSeconds(31))).isPresent();
  }

  @Test
  default void progressAndReadUntilShouldContainTheAirportsThatWereClaimedAndRead() {
    // given
    claim("a", NOON);
    CollectionProgress advanced =
        BEGUN.withNextDue(NOON.plusSeconds(600)).afterLiveRead(NOON.plusMillis(5), NOON);
    await(store().advance(lease("a", NOON).released(), advanced));
    await(store().claim(new Lease(LIRF, "a", NOON), NOON, NOON));

    // then
    List<AirportCode> airports = List.of(LICC, new AirportCode("NEW1"), LIRF);
    assertThat(await(store().progress(LIRF))).contains(BEGUN);
    assertThat(await(store().readStates(Direction.DEPARTURE, List.of()))).isEmpty();
    Map<AirportCode, ReadState> states = await(store().readStates(Direction.DEPARTURE, airports));
    assertThat(states).containsOnlyKeys(LICC, LIRF);
    assertThat(states.get(LICC).readUntil()).isEqualTo(NOON.plusMillis(5));
    assertThat(states.get(LIRF).readUntil()).isEqualTo(Instant.EPOCH);
  }

  /** The last change is that of a day that was read again after the live read was stored. */
  @Test
  default void readStateShouldHaveAnotherVersionAfterEachRead() {
    // given
    claim("a", NOON);
    Lease lease = lease("a", NOON);
    CollectionProgress mock = BEGUN.withNextDue(NOON.plusSeconds(600));
    CollectionProgress read = BEGUN.withNextDue(NOON.plusSeconds(1_200)).afterLiveRead(NOON, NOON);
    LocalDate day = LocalDate.parse("2026-03-09");

    // when
    List<String> versions =
        Stream.of(
                BEGUN,
                mock,
                read,
                read,
                read.afterDaysRead(new FinishedDays(Direction.DEPARTURE, day, day), NOON, 14))
            .map(
                progress -> {
                  await(store().advance(lease, progress));
                  return await(store().readStates(Direction.DEPARTURE, List.of(LICC)))
                      .get(LICC)
                      .version();
                })
            .toList();

    // then
    assertThat(versions.get(2)).isEqualTo(versions.get(3));
    assertThat(Set.copyOf(versions)).hasSize(4);
  }

  private Claim claimed(String holder, Instant now) {
    return await(store().claim(lease(holder, now), now, now)).orElseThrow();
  }

  private boolean release(String holder, CollectionProgress progress, Instant keptFrom) {
    return await(store().release(lease(holder, NOON).released(), progress, keptFrom));
  }

  @Test
  default void claimShouldBeUncountedUntilTheMarkOfAnUnfinishedRunIsOld() {
    // given
    assertThat(claimed("a", NOON).uncountedSince()).isEmpty();

    // then: the run did not finish, and may still write
    Instant later = NOON.plusSeconds(31);
    assertThat(claimed("b", later).uncountedSince()).contains(NOON);
    assertThat(release("b", BEGUN, NOON)).isTrue();
    assertThat(claimed("c", later.plusSeconds(1)).uncountedSince()).contains(NOON);
    assertThat(release("c", BEGUN, NOON.plusMillis(1))).isTrue();
    assertThat(claimed("d", later.plusSeconds(2)).uncountedSince()).isEmpty();
    assertThat(release("a", BEGUN, later)).as("released by a former holder").isFalse();
  }

  private List<Long> versions() {
    Map<AirportCode, Long> versions =
        await(store().marks(List.of(LICC, LIRF, KJFK))).stream()
            .collect(toMap(AirportMark::airport, AirportMark::version));
    return Stream.of(LICC, LIRF).map(versions::get).toList();
  }

  @Test
  default void versionsShouldGrowOfTheAirportsWhoseFlightsChanged() {
    // given
    for (AirportCode airport : List.of(LICC, LIRF)) {
      await(store().claim(new Lease(airport, "a", NOON.plus(DURATION)), NOON, NOON));
    }
    AirportDay day = new AirportDay(LIRF, Direction.ARRIVAL, LocalDate.parse("2026-03-09"));
    await(store().markMoved(List.of(day), NOON));
    List<List<Long>> versions = new ArrayList<>(List.of(versions()));

    // when
    List<Supplier<Future<Void>>> changes =
        List.of(
            () -> store().flightsChanged(List.of(LICC, KJFK)),
            () -> store().flightsChanged(List.of(LICC, LIRF)),
            () -> store().allFlightsChanged(),
            () -> store().flightsChangedSince(LICC, NOON.plusMillis(1)),
            () -> store().flightsChangedSince(LICC, NOON));
    changes.forEach(
        change -> {
          await(change.get());
          versions.add(versions());
        });

    // then
    assertThat(versions)
        .containsExactly(
            List.of(0L, 0L),
            List.of(1L, 0L),
            List.of(2L, 1L),
            List.of(3L, 2L),
            List.of(4L, 2L),
            List.of(5L, 3L));
    assertThat(release("a", BEGUN, NOON)).isTrue();
    assertThat(versions()).containsExactly(5L, 3L);
  }

  @Test
  default void marksShouldShowTheProgressOfKnownAirports() {
    // given
    claim("a", NOON);
    LocalDate date = LocalDate.parse("2026-03-09");
    CollectionProgress read =
        BEGUN
            .afterLiveRead(NOON, NOON.plusSeconds(1))
            .afterDaysRead(new FinishedDays(Direction.ARRIVAL, date, date), NOON, 30);
    await(store().advance(lease("a", NOON), read));

    // then
    assertThat(await(store().marks(List.of(LICC, KJFK))))
        .containsExactly(new AirportMark(LICC, 0, Optional.of(NOON.plusSeconds(1)), false, 1));
  }

  @Test
  default void claimShouldNameMovedDaysUntilTheirMarksAreOld() {
    // given
    AirportDay day = new AirportDay(LICC, Direction.ARRIVAL, LocalDate.parse("2026-03-09"));
    claimed("a", NOON);
    await(store().markMoved(List.of(day, day), NOON));
    release("a", BEGUN, NOON);

    // then
    assertThat(claimed("b", NOON.plusSeconds(1)).moved()).containsOnly(day);
    release("b", BEGUN, NOON.plusMillis(1));
    assertThat(claimed("c", NOON.plusSeconds(2)).moved()).isEmpty();
  }
}
