package dev.flightwatch.datacollector.flights;

import static dev.flightwatch.datacollector.flights.FlightStoreContract.ALL;
import static dev.flightwatch.datacollector.flights.FlightStoreContract.NOON;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.real;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of every {@link FlightStore}: deletion. */
public interface FlightDeletionContract {

  /** Returns an empty store, the same one throughout a test. */
  FlightStore store();

  private void save(Instant runStart, Flight... flights) {
    await(store().save(LICC, List.of(flights), runStart));
  }

  private List<String> aircraft() {
    List<Selection> all =
        List.of(
            new Selection(LICC, Source.OPENSKY, Instant.EPOCH),
            new Selection(LICC, Source.MOCK, Instant.EPOCH));
    return await(store().page(all, Optional.empty(), 100)).stream()
        .map(Flight::icao24)
        .sorted()
        .toList();
  }

  @Test
  default void deleteMockShouldDeleteMockFlightsUpToTheEndOnly() {
    // given
    Instant next = NOON.plusSeconds(1);
    save(NOON, mock("b00000", NOON.minusSeconds(1)), mock("b00001", NOON), mock("b00002", next));
    save(NOON, real("aaaaaa", NOON));
    await(store().save(LIRF, List.of(mock("b00003", NOON)), NOON));

    // when
    await(store().deleteMock(LICC, NOON.plusMillis(999)));

    // then
    assertThat(aircraft()).containsExactly("aaaaaa", "b00002");
    assertThat(await(store().count(LIRF, ALL))).containsOnly(Map.entry(Source.MOCK, 1L));
  }

  @Test
  default void deleteMockOfRunShouldDeleteTheMockFlightsOfThatRunOnly() {
    // given
    save(NOON, mock("b00000", NOON), mock("b00001", NOON), real("aaaaaa", NOON));
    save(NOON.plusMillis(1), mock("b00001", NOON), mock("b00002", NOON));
    await(store().save(LIRF, List.of(mock("b00003", NOON)), NOON));

    // when
    await(store().deleteMockOfRun(LICC, NOON));

    // then
    assertThat(aircraft()).containsExactly("aaaaaa", "b00001", "b00002");
    assertThat(await(store().count(LIRF, ALL))).containsOnly(Map.entry(Source.MOCK, 1L));
  }

  @Test
  default void deleteRealOfEarlierRunsShouldKeepFlightsOfThisAndLaterRuns() {
    // given
    Window window = new Window(NOON, NOON.plusSeconds(60));
    Instant start = NOON.plus(Duration.ofHours(16));
    save(NOON, real("aaaaa0", NOON.minusSeconds(1)), real("aaaaa1", NOON));
    save(NOON, real("aaaaa2", NOON.plusSeconds(60)), real("aaaaa3", NOON.plusSeconds(61)));
    save(NOON, real("aaaaa4", NOON), mock("b00000", NOON));
    save(start, real("aaaaa4", NOON));
    save(start.plusMillis(1), real("aaaaa5", NOON));
    await(store().save(LIRF, List.of(real("dddddd", NOON)), NOON));

    // when
    long deleted = await(store().deleteRealOfEarlierRuns(LICC, window, start));

    // then
    assertThat(deleted).isEqualTo(2);
    assertThat(aircraft()).containsExactly("aaaaa0", "aaaaa3", "aaaaa4", "aaaaa5", "b00000");
    assertThat(await(store().count(LIRF, ALL))).containsOnly(Map.entry(Source.OPENSKY, 1L));
  }

  @Test
  default void deleteBeforeShouldKeepTheEnd() {
    // given
    Instant before = NOON.minusSeconds(1);
    save(NOON, real("aaaaa0", before), mock("b00000", before), real("aaaaa1", NOON));

    // when
    long deleted = await(store().deleteBefore(NOON));

    // then
    assertThat(deleted).isEqualTo(2);
    assertThat(aircraft()).containsExactly("aaaaa1");
  }
}
