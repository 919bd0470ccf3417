package dev.flightwatch.datacollector.coverage;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.real;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.FlightMessages.Average;
import dev.flightwatch.datacollector.flights.FlightService;
import dev.flightwatch.datacollector.flights.FlightStores;
import dev.flightwatch.datacollector.flights.MemoryFlightStore;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyAveragesTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);

  private final MemoryFlightStore departures = new MemoryFlightStore();
  private final MemoryFlightStore arrivals = new MemoryFlightStore(Direction.ARRIVAL);
  private final MemoryDayCountStore store = new MemoryDayCountStore();
  private DailyAverages target = at(NOON);

  private DailyAverages at(Instant now) {
    Clock clock = Clock.fixed(now, UTC);
    Map<Direction, FlightService> services = new HashMap<>();
    for (Direction direction : Direction.values()) {
      services.put(
          direction,
          new FlightService(
              direction,
              new FlightStores(departures, arrivals),
              (ofDirection, airports) -> Future.succeededFuture(Map.of()),
              clock));
    }
    return new DailyAverages(services, store, clock);
  }

  /** Stores the counts of a date: one flight in each quarter hour, of which some were read. */
  private void count(AirportDay day, Source source, Quarters covered) {
    List<Integer> quarters = IntStream.range(0, Quarters.A_DAY).mapToObj(i -> 1).toList();
    await(
        store.save(
            new DayCounts(
                day, Coverage.PARTIAL, covered, source, NOON, NOON, quarters, List.of(), List.of()),
            Optional.empty()));
  }

  private static AirportDay day(LocalDate date) {
    return new AirportDay(LICC, Direction.DEPARTURE, date);
  }

  private Average average(int days) {
    return await(target.average(LICC, Direction.DEPARTURE, days));
  }

  private void fly(AirportCode airport, int flights, Source source) {
    for (int i = 0; i < flights; i++) {
      String aircraft = "%06x".formatted(i);
      Instant time = NOON.minusSeconds(60L * i);
      await(
          departures.save(
              airport,
              List.of(source == Source.MOCK ? mock(aircraft, time) : real(aircraft, time)),
              NOON));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 0.33", "2, 3, 0.67", "1, 8, 0.13", "5, 5, 1.0", "1, 365, 0.0"})
  void averageShouldDivideByAllDaysAndRoundToTwoDecimals(int flights, int days, double average) {
    // given
    fly(LICC, flights, Source.OPENSKY);

    // then
    assertThat(average(days)).isEqualTo(new Average(average, Source.OPENSKY, 0, null));
  }

  /**
   * The first columns are the quarter hours that were read: from the beginning of a date up to the
   * end of another, by their distance in days and the number of the quarter hour.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "exactly the window     | -3 48 | 0 48 | 12:00:00 | 3 | 3",
        "until the last quarter | -3 48 | 0 48 | 12:14:59 | 3 | 3",
        "one quarter is missing | -3 48 | 0 48 | 12:15:00 | 3 | 3",
        "two are missing        | -3 48 | 0 48 | 12:30:00 | 3 | 2",
        "the oldest is missing  | -3 49 | 0 48 | 12:00:00 | 3 | 3",
        "the two oldest are     | -3 50 | 0 48 | 12:00:00 | 3 | 2",
        "the newest is missing  | -3 48 | 0 47 | 12:00:00 | 3 | 3",
        "the two newest are     | -3 48 | 0 46 | 12:00:00 | 3 | 2",
        "longer than the window | -9 0  | 0 96 | 12:00:00 | 3 | 3",
        "a day of it            | -3 48 | 0 48 | 12:00:00 | 1 | 1",
        "a date is not a block  | -1 0  | 0 0  | 12:00:00 | 3 | 0",
        "at midnight            | -3 0  | 0 0  | 00:00:00 | 3 | 3",
        "just before midnight   | -3 0  | 0 0  | 00:14:59 | 3 | 3",
        "nothing was read       | 0 0   | 0 0  | 12:00:00 | 3 | 0",
        "a year                 | -366 0| 0 96 | 12:00:00 | 365 | 365"
      })
  void averageShouldCountTheBlocksOfWhichAtMostOneQuarterHourInARowIsMissing(
      String name, String from, String to, String time, int days, int covered) {
    // given
    Window read = new Window(quarter(from), quarter(to).minusSeconds(1));
    for (LocalDate date = TODAY.minusDays(400); !date.isAfter(TODAY); date = date.plusDays(1)) {
      count(day(date), Source.OPENSKY, Quarters.within(read, day(date)));
    }
    target = at(Instant.parse(TODAY + "T" + time + "Z"));

    // then
    assertThat(average(days).daysCovered()).isEqualTo(covered);
    assertThat(average(days).flightsPerCoveredDay())
        .isEqualTo(covered == 0 ? null : (Double) (double) Quarters.A_DAY);
  }

  private static Instant quarter(String text) {
    String[] parts = text.trim().split(" +");
    return TODAY
        .plusDays(Long.parseLong(parts[0]))
        .atStartOfDay(UTC)
        .toInstant()
        .plusSeconds(Long.parseLong(parts[1]) * Quarters.SECONDS);
  }

  /** The columns are the sources of the counts of the last dates, and of the stored flights. */
  @ParameterizedTest
  @CsvSource({
    "OPENSKY OPENSKY OPENSKY, OPENSKY, 2", "MOCK    OPENSKY OPENSKY, OPENSKY, 1",
    "MOCK    MOCK    MOCK   , MOCK   , 2", "OPENSKY MOCK    MOCK   , MOCK   , 1",
    "OPENSKY OPENSKY OPENSKY, MOCK   , 0", "MOCK    MOCK    MOCK   , OPENSKY, 0",
    "MOCK    OPENSKY OPENSKY, NONE   , 1", "MOCK    MOCK    MOCK   , NONE   , 2"
  })
  void averageShouldCountOnlyDaysOfTheSourceThatIsShown(String sources, String shown, int covered) {
    // given
    String[] ofDates = sources.trim().split(" +");
    for (int i = 0; i < ofDates.length; i++) {
      count(day(TODAY.minusDays(2 - i)), Source.valueOf(ofDates[i]), Quarters.ALL);
    }
    if (!shown.equals("NONE")) {
      fly(LICC, 1, Source.valueOf(shown));
    }

    // then
    assertThat(average(2).daysCovered()).isEqualTo(covered);
  }

  @Test
  void averageShouldBeZeroWhenACoveredDayHasNoFlights() {
    // given
    for (LocalDate date : List.of(TODAY.minusDays(1), TODAY)) {
      List<Integer> none = IntStream.range(0, Quarters.A_DAY).mapToObj(i -> 0).toList();
      await(
          store.save(
              new DayCounts(
                  day(date),
                  Coverage.FINAL,
                  Quarters.ALL,
                  Source.OPENSKY,
                  NOON,
                  NOON,
                  none,
                  List.of(),
                  List.of()),
              Optional.empty()));
    }

    // then
    assertThat(average(1)).isEqualTo(new Average(0.0, null, 1, 0.0));
  }

  @Test
  void averageShouldRoundThePerCoveredDayToTwoDecimals() {
    // given: 96 flights a day on all dates, and 100 in the first quarter hour of one
    for (int ago = 0; ago <= 3; ago++) {
      count(day(TODAY.minusDays(ago)), Source.OPENSKY, Quarters.ALL);
    }
    DayCounts before = await(store.find(day(TODAY.minusDays(1)))).orElseThrow();
    List<Integer> quarters =
        IntStream.range(0, Quarters.A_DAY).mapToObj(i -> i == 0 ? 101 : 1).toList();
    await(
        store.save(
            new DayCounts(
                before.day(),
                Coverage.FINAL,
                Quarters.ALL,
                Source.OPENSKY,
                NOON,
                NOON,
                quarters,
                List.of(),
                List.of()),
            Optional.of(NOON)));

    // then
    assertThat(average(3).flightsPerCoveredDay()).isEqualTo(129.33);
  }

  @Test
  void averageShouldIgnoreOtherAirportsAndTheOtherDirection() {
    // given
    for (LocalDate date : List.of(TODAY.minusDays(1), TODAY)) {
      count(day(date), Source.OPENSKY, Quarters.ALL);
    }
    await(arrivals.save(LICC, List.of(real("aaaaa0", NOON.minusSeconds(7_200))), NOON));

    // then
    assertThat(await(target.average(LICC, Direction.ARRIVAL, 1)))
        .isEqualTo(new Average(1.0, Source.OPENSKY, 0, null));
    assertThat(await(target.average(LIRF, Direction.DEPARTURE, 1)))
        .isEqualTo(new Average(0.0, null, 0, null));
    assertThat(average(1).daysCovered()).isEqualTo(1);
  }
}
