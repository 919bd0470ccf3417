package dev.flightwatch.datacollector.coverage;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.row;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.coverage.DayCounts.Ranked;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightStores;
import dev.flightwatch.datacollector.flights.MemoryFlightStore;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.testkit.SettableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DayCounterTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final AirportDay TODAY =
      new AirportDay(LICC, Direction.DEPARTURE, LocalDate.parse("2026-03-10"));
  private static final Quarters MORNING = new Quarters(0xFFFF, 0);
  private static final Quarters LATER = new Quarters(0xFF0000, 1);

  private final MemoryFlightStore flights = new MemoryFlightStore();
  private final MemoryFlightStore arrivals = new MemoryFlightStore(Direction.ARRIVAL);
  private final SettableClock clock = new SettableClock(NOON);

  /** Runs once, between a query for counts and their replacement. */
  private Runnable meanwhile = () -> {};

  private final DayCountStore store = new MemoryDayCountStore();
  private final DayCounter target =
      new DayCounter(
          new DayCountStore() {
            @Override
            public Future<Optional<DayCounts>> find(AirportDay day) {
              return store
                  .find(day)
                  .onSuccess(
                      found -> {
                        Runnable once = meanwhile;
                        meanwhile = () -> {};
                        once.run();
                      });
            }

            @Override
            public Future<List<DayCounts>> find(
                AirportCode airport, Direction direction, LocalDate from, LocalDate to) {
              return store.find(airport, direction, from, to);
            }

            @Override
            public Future<Boolean> save(DayCounts counts, Optional<Instant> replaced) {
              return store.save(counts, replaced);
            }
          },
          new FlightStores(flights, arrivals),
          Duration.ofDays(30),
          clock);

  private static Flight real(String icao24, String time, String to, String callsign) {
    return Flight.of(
        row(icao24, Instant.parse(time)).put("estArrivalAirport", to).put("callsign", callsign),
        Source.OPENSKY);
  }

  private void store(Flight... stored) {
    await(flights.save(LICC, List.of(stored), NOON));
  }

  private static Optional<DayReading> live(Quarters covered) {
    return Optional.of(new DayReading(covered, false, Source.OPENSKY));
  }

  private DayCounts count(AirportDay day, Optional<DayReading> reading, Instant run) {
    await(target.count(day, reading, run));
    return await(store.find(day)).orElse(null);
  }

  @Test
  void countShouldCountTheFlightsOfTheDayByQuarterHourAirportAndAirline() {
    // given
    store(
        real("aaaaa0", "2026-03-09T23:59:59Z", "LIRF", "ITY1"),
        real("aaaaa1", "2026-03-10T00:00:00Z", "LIRF", "ITY12"),
        real("aaaaa2", "2026-03-10T00:14:59Z", "LIRF", "RYR3"),
        real("aaaaa3", "2026-03-10T00:15:00Z", null, "ITY4"),
        real("aaaaa4", "2026-03-10T23:59:59Z", "LICC", "DABCD"),
        real("aaaaa5", "2026-03-11T00:00:00Z", "LIRF", null));

    // when
    DayCounts counts = count(TODAY, live(MORNING), NOON);

    // then
    assertThat(MemoryDayCountStore.flights(counts)).isEqualTo(4);
    assertThat(List.of(counts.quarters().get(0), counts.quarters().get(1))).containsExactly(2, 1);
    assertThat(counts.quarters()).hasSize(96).endsWith(0, 1);
    assertThat(counts.airports())
        .containsExactly(new Ranked("LIRF", 2), new Ranked("LICC", 1), new Ranked(null, 1));
    assertThat(counts.airlines())
        .containsExactly(new Ranked("ITY", 2), new Ranked("RYR", 1), new Ranked(null, 1));
    assertThat(counts.coverage()).isEqualTo(Coverage.PARTIAL);
    assertThat(counts.readAt()).isEqualTo(NOON);
  }

  @Test
  void countShouldCountArrivalsByTheTimeAtWhichTheyWereLastSeen() {
    // given
    Flight flight =
        Flight.of(
            row("aaaaa0", NOON)
                .put("lastSeen", (int) NOON.plusSeconds(900).getEpochSecond())
                .put("estDepartureAirport", "LIRF"),
            Source.OPENSKY);
    await(arrivals.save(LICC, List.of(flight), NOON));

    // when
    DayCounts counts =
        count(
            new AirportDay(LICC, Direction.ARRIVAL, TODAY.date()),
            Optional.of(new DayReading(Quarters.ALL, true, Source.OPENSKY)),
            NOON);

    // then
    assertThat(counts.quarters().get(49)).isEqualTo(1);
    assertThat(counts.airports()).containsExactly(new Ranked("LIRF", 1));
    assertThat(counts.coverage()).isEqualTo(Coverage.FINAL);
    assertThat(await(store.find(TODAY))).isEmpty();
  }

  @Test
  void countShouldKeepWhatWasCovered() {
    // when
    count(TODAY, live(MORNING), NOON);
    count(TODAY, Optional.of(new DayReading(Quarters.ALL, true, Source.OPENSKY)), NOON);
    DayCounts counts = count(TODAY, live(LATER), NOON.plusSeconds(1));
    DayCounts again = count(TODAY, Optional.empty(), NOON.plusSeconds(2));

    // then
    assertThat(counts.coverage()).isEqualTo(Coverage.FINAL);
    assertThat(again.covered()).isEqualTo(Quarters.ALL);
    assertThat(again.readAt()).isEqualTo(NOON.plusSeconds(1));
  }

  @Test
  void countShouldReplaceSimulatedFlightsByRealOnesAndNeverTheOtherWayRound() {
    // given
    store(mock("b00000", NOON.minusSeconds(60)));
    DayReading simulated = new DayReading(MORNING, false, Source.MOCK);

    // when
    DayCounts onlyMock = count(TODAY, Optional.of(simulated), NOON);
    DayCounts readWithoutFlights = count(TODAY, live(LATER), NOON.plusSeconds(1));
    DayCounts mockAgain = count(TODAY, Optional.of(simulated), NOON.plusSeconds(2));

    // then
    assertThat(onlyMock.source()).isEqualTo(Source.MOCK);
    assertThat(MemoryDayCountStore.flights(onlyMock)).isEqualTo(1);
    assertThat(onlyMock.covered()).isEqualTo(MORNING);
    assertThat(readWithoutFlights.source()).isEqualTo(Source.OPENSKY);
    assertThat(MemoryDayCountStore.flights(mockAgain)).isZero();
    assertThat(mockAgain.covered()).isEqualTo(LATER);
  }

  @Test
  void countShouldNotReplaceTheCountsOfALaterRun() {
    // given
    DayCounts later = count(TODAY, live(MORNING), NOON.plusSeconds(1));
    store(real("aaaaa0", "2026-03-10T08:00:00Z", "LIRF", "ITY1"));

    // then
    assertThat(count(TODAY, live(LATER), NOON)).isEqualTo(later);
  }

  @Test
  void countShouldIncludeWhatASuspendedRunHasCoveredInTheMeantime() {
    // given
    count(TODAY, live(MORNING), NOON);
    meanwhile = () -> count(TODAY, live(LATER), NOON.plusSeconds(1));

    // when
    DayCounts counts = count(TODAY, live(Quarters.NONE), NOON.plusSeconds(2));

    // then
    assertThat(counts.covered()).isEqualTo(MORNING.union(LATER));
  }

  @Test
  void countShouldStoreNothingWithoutFlightsAndReadingsAndForExpiredDays() {
    // given
    AirportDay expired = new AirportDay(LIRF, Direction.DEPARTURE, LocalDate.parse("2026-02-07"));
    AirportDay kept = new AirportDay(LIRF, Direction.DEPARTURE, LocalDate.parse("2026-02-08"));

    // then
    assertThat(count(TODAY, Optional.empty(), NOON)).isNull();
    assertThat(count(expired, live(MORNING), NOON)).isNull();
    assertThat(count(kept, live(MORNING), NOON)).isNotNull();
  }
}
