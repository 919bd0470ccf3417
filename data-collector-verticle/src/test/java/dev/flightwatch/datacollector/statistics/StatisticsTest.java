package dev.flightwatch.datacollector.statistics;

import static dev.flightwatch.datacollector.flights.Direction.ARRIVAL;
import static dev.flightwatch.datacollector.flights.Direction.DEPARTURE;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.statistics.KnownTraffic.Reading;
import dev.flightwatch.datacollector.statistics.Statistics.Busiest;
import dev.flightwatch.datacollector.statistics.Statistics.CoveredDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of statistics, one by one. The 10th of March 2026 is a Tuesday. */
class StatisticsTest {
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 10);
  private static final Instant LATER = Instant.parse("2026-06-01T00:00:00Z");

  private final KnownTraffic traffic = new KnownTraffic();

  private Statistics statistics(LocalDate from, LocalDate to, ZoneId timezone, Instant now) {
    return new StatisticsCalculation(new LocalPeriod(from, to, timezone), now, traffic.counts())
        .statistics(code -> "city of " + code);
  }

  private Statistics statistics(LocalDate from, LocalDate to) {
    return statistics(from, to, UTC, LATER);
  }

  private void settled(Direction direction, LocalDate... dates) {
    List.of(dates).forEach(date -> traffic.read(direction, date, Reading.settled(date)));
  }

  private void fly(Direction direction, LocalDate date, int flights) {
    IntStream.range(0, flights)
        .forEach(i -> traffic.fly(direction, date.atTime(12, i).toInstant(UTC), "LIRF", "RYR"));
  }

  /** The day in Rome begins at 23:00 of the ninth, in UTC, and ends at 23:00 of the tenth. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "the day           | 09T23:00 | 10T23:00 | PARTIAL FINAL   | 2    | PARTIAL | 2.0",
        "both dates        | 09T00:00 | 11T00:00 | FINAL   FINAL   | 2    | FINAL   | 2.0",
        "one is not final  | 09T00:00 | 11T00:00 | FINAL   PARTIAL | 2    | PARTIAL | 2.0",
        "the first missing | 09T23:15 | 10T23:00 | PARTIAL PARTIAL | 2    | PARTIAL | 2.0",
        "the first two are | 09T23:30 | 10T23:00 | PARTIAL PARTIAL | 2    | PARTIAL | null",
        "the last missing  | 09T23:00 | 10T22:45 | PARTIAL PARTIAL | 2    | PARTIAL | 2.0",
        "the last two are  | 09T23:00 | 10T22:30 | PARTIAL PARTIAL | 2    | PARTIAL | null",
        "the first hour    | 09T22:00 | 10T00:00 | PARTIAL NONE    | 1    | PARTIAL | null",
        "one quarter hour  | 10T09:00 | 10T09:15 | NONE    PARTIAL | 1    | PARTIAL | null",
        "the hour before   | 09T22:00 | 09T23:00 | PARTIAL NONE    | null | NONE    | null",
        "the hour after    | 10T23:00 | 11T00:00 | NONE    PARTIAL | null | NONE    | null",
        "nothing           | 09T00:00 | 09T00:00 | NONE    NONE    | null | NONE    | null"
      })
  void dayShouldBeKnownAsFarAsItsQuarterHoursWereRead(
      String name,
      String from,
      String to,
      String dates,
      Integer flights,
      Coverage coverage,
      Double average) {
    // given
    Window read =
        new Window(
            Instant.parse("2026-03-" + from + ":00Z"),
            Instant.parse("2026-03-" + to + ":00Z").minusSeconds(1));
    for (int i = 0; i < 2; i++) {
      LocalDate date = DAY.minusDays(1 - i);
      Quarters covered = Quarters.within(read, new AirportDay(LICC, DEPARTURE, date));
      Coverage ofDate = Coverage.valueOf(dates.trim().split(" +")[i]);
      traffic.read(DEPARTURE, date, new Reading(Source.OPENSKY, ofDate, covered, LATER));
    }
    for (String time : List.of("09T22:59:59", "09T23:00:00", "10T22:59:59", "10T23:00:00")) {
      traffic.fly(DEPARTURE, Instant.parse("2026-03-" + time + "Z"), "LIRF", "RYR");
    }

    // when
    Statistics found = statistics(DAY, DAY, ROME, LATER);

    // then
    assertThat(found.days().get(0).flights().departures()).isEqualTo(flights);
    assertThat(found.days().get(0).coverage().departures()).isEqualTo(coverage);
    assertThat(found.current().totals().departures()).isEqualTo(flights);
    assertThat(found.current().averagePerDay().departures()).isEqualTo(average);
    assertThat(found.weekdays().departures().get(1)).isEqualTo(average);
    assertThat(found.hours().departures().get(0)).isEqualTo(average == null ? null : (Double) 1.0);
    assertThat(found.heatmap().departures().get(1).get(23))
        .isEqualTo(average == null ? null : (Double) 1.0);
    assertThat(found.busiest() == null).isEqualTo(flights == null);
  }

  @Test
  void averagesShouldUseWhollyCoveredDaysOnly() {
    // given: two Tuesdays, of which the second was read until noon
    settled(DEPARTURE, DAY);
    fly(DEPARTURE, DAY, 4);
    LocalDate second = DAY.plusDays(7);
    Quarters morning = new Quarters(Quarters.ALL.morning(), 0);
    traffic.read(DEPARTURE, second, new Reading(Source.OPENSKY, Coverage.PARTIAL, morning, LATER));
    fly(DEPARTURE, second, 1);
    Statistics before = statistics(DAY, second);

    // when: it is read as a whole
    settled(DEPARTURE, second);
    Statistics after = statistics(DAY, second);

    // then
    assertThat(before.current().totals().departures()).isEqualTo(5);
    assertThat(before.current().averagePerDay().departures()).isEqualTo(4.0);
    assertThat(before.weekdays().departures().get(1)).isEqualTo(4.0);
    assertThat(before.hours().departures().get(12)).isEqualTo(4.0);
    assertThat(before.heatmap().departures().get(1).get(12)).isEqualTo(4.0);
    assertThat(before.weekdays().departures().get(2)).isNull();
    assertThat(before.current().coverage().departures()).isEqualTo(new CoveredDays(1, 1, 6));
    assertThat(after.current().averagePerDay().departures()).isEqualTo(2.5);
    assertThat(after.weekdays().departures().get(1)).isEqualTo(2.5);
    assertThat(after.hours().departures().get(12)).isEqualTo(2.5);
    assertThat(after.heatmap().departures().get(1).get(12)).isEqualTo(2.5);
    assertThat(after.hours().departures().get(11)).isZero();
  }

  /** In Kathmandu a day begins at 18:15, so that the UTC date before covers its first hours. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "2026-03-09T18:14:59Z, null",
        "2026-03-10T18:14:59Z, null",
        "2026-03-10T18:15:00Z, 1"
      })
  void arrivalsShouldBeNullOnTheCurrentDay(Instant now, Integer arrivals) {
    // given
    settled(ARRIVAL, DAY.minusDays(1));
    settled(DEPARTURE, DAY.minusDays(1));
    for (Direction direction : Direction.values()) {
      traffic.fly(direction, Instant.parse("2026-03-09T18:30:00Z"), "LIRF", "RYR");
    }

    // when
    Statistics found = statistics(DAY, DAY, ZoneId.of("Asia/Kathmandu"), now);

    // then
    assertThat(found.current().totals()).isEqualTo(new ByDirection<>(1, arrivals));
    assertThat(found.days().get(0).flights()).isEqualTo(new ByDirection<>(1, arrivals));
    assertThat(found.days().get(0).coverage().arrivals())
        .isEqualTo(arrivals == null ? Coverage.NONE : Coverage.PARTIAL);
    assertThat(found.current().coverage().arrivals().nones()).isEqualTo(arrivals == null ? 1 : 0);
  }

  /** Days with a flight more each; the period is the last of three. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "OPENSKY OPENSKY OPENSKY, null   , OPENSKY, 3   , 2",
        "MOCK    MOCK    MOCK   , null   , MOCK   , 3   , 2",
        "OPENSKY MOCK    MOCK   , null   , MOCK   , 3   , 2",
        "MOCK    OPENSKY MOCK   , null   , OPENSKY, null, 2",
        "MOCK    MOCK    OPENSKY, null   , OPENSKY, 3   , null",
        "MOCK    MOCK    MOCK   , OPENSKY, OPENSKY, null, null",
        "OPENSKY NONE    MOCK   , null   , MOCK   , 3   , null",
        "NONE    NONE    NONE   , null   , null   , null, null"
      })
  void simulatedDaysShouldBeUncoveredNextToRealOnes(
      String sources, Source arrivals, Source source, Integer total, Integer previous) {
    // given
    String[] ofDates = sources.trim().split(" +");
    for (int i = 0; i < ofDates.length; i++) {
      LocalDate date = DAY.minusDays(2 - i);
      fly(DEPARTURE, date, i + 1);
      boolean isRead = !ofDates[i].equals("NONE");
      Quarters covered = isRead ? Quarters.ALL : Quarters.NONE;
      Source ofDate = isRead ? Source.valueOf(ofDates[i]) : Source.OPENSKY;
      Coverage coverage = isRead ? Coverage.PARTIAL : Coverage.NONE;
      traffic.read(DEPARTURE, date, new Reading(ofDate, coverage, covered, LATER));
    }
    if (arrivals != null) {
      settled(ARRIVAL, DAY);
    }

    // when: the store has read only the dates of the period and of the one before
    LocalPeriod period = new LocalPeriod(DAY, DAY, UTC);
    ByDirection<List<DayCounts>> counts =
        traffic
            .counts()
            .map(
                days ->
                    days.stream()
                        .filter(day -> !day.day().date().isBefore(DAY.minusDays(1)))
                        .toList());
    Statistics found = new StatisticsCalculation(period, LATER, counts).statistics(code -> null);

    // then
    assertThat(found.source()).isEqualTo(source);
    assertThat(found.current().totals().departures()).isEqualTo(total);
    assertThat(found.current().averagePerDay().departures())
        .isEqualTo(total == null ? null : (Double) (double) total);
    assertThat(found.previous().totals().departures()).isEqualTo(previous);
    assertThat(found.destinations().stream().mapToInt(RankedShare::flights).sum())
        .isEqualTo(total == null ? 0 : total);
  }

  @Test
  void rankingsShouldHaveTheTopTenTheUnknownOnesAndTheRest() {
    // given: 13 destinations, of which the last three have a flight each, and 7 unknown ones
    settled(DEPARTURE, DAY);
    for (int i = 0; i < 13; i++) {
      for (int n = 0; n < Math.max(1, 12 - i); n++) {
        traffic.fly(DEPARTURE, DAY.atTime(i, n).toInstant(UTC), "LI" + (char) ('A' + i), null);
      }
    }
    for (int n = 0; n < 7; n++) {
      traffic.fly(DEPARTURE, DAY.atTime(20, n).toInstant(UTC), null, null);
    }

    // when
    List<RankedShare> rows = statistics(DAY, DAY).destinations();

    // then: 12 + 11 + ... + 3 flights of the first ten, 2 + 1 + 1 of the rest
    assertThat(rows).hasSize(12);
    assertThat(rows.get(0)).isEqualTo(new RankedShare("LIA", "city of LIA", 12, 0.1395));
    assertThat(rows.get(9)).isEqualTo(new RankedShare("LIJ", "city of LIJ", 3, 0.0349));
    assertThat(rows.get(10)).isEqualTo(new RankedShare(null, null, 7, 0.0814));
    assertThat(rows.get(11)).isEqualTo(new RankedShare("other", null, 4, 0.0465));
    assertThat(statistics(DAY, DAY).airlines())
        .containsExactly(new RankedShare(null, null, 86, 1.0));
    assertThat(statistics(DAY, DAY).origins()).isEmpty();
  }

  /** In New York, the tenth begins at 04:00 in UTC. */
  @Test
  void rankingsShouldCountUtcDatesInAnyTimeZone() {
    // given
    settled(DEPARTURE, DAY, DAY.plusDays(1));
    traffic.fly(DEPARTURE, Instant.parse("2026-03-10T00:00:00Z"), "LIRF", "RYR");
    traffic.fly(DEPARTURE, Instant.parse("2026-03-11T00:00:00Z"), "LIMC", "EZY");

    // when
    Statistics found = statistics(DAY, DAY, ZoneId.of("America/New_York"), LATER);

    // then
    assertThat(found.current().totals().departures()).isEqualTo(1);
    assertThat(found.destinations())
        .containsExactly(new RankedShare("LIRF", "city of LIRF", 1, 1.0));
    assertThat(found.airlines()).containsExactly(new RankedShare("RYR", "Ryanair", 1, 1.0));
  }

  @Test
  void busiestShouldBeTheEarliestDayWithTheMostDepartures() {
    // given
    settled(DEPARTURE, DAY, DAY.plusDays(1), DAY.plusDays(2));
    settled(ARRIVAL, DAY.plusDays(2));
    fly(DEPARTURE, DAY, 2);
    fly(DEPARTURE, DAY.plusDays(1), 3);
    fly(DEPARTURE, DAY.plusDays(2), 3);
    fly(ARRIVAL, DAY.plusDays(2), 9);

    // then
    assertThat(statistics(DAY, DAY.plusDays(2)).busiest())
        .isEqualTo(new Busiest(DAY.plusDays(1), 3));
  }

  /** On the 29th of March, 02:00 does not exist in Rome; on the 25th of October, it does twice. */
  @ParameterizedTest
  @CsvSource({"2026-03-29, 92, 0.0", "2026-10-25, 100, 8.0"})
  void hoursShouldBeThoseOfTheLocalTime(LocalDate day, int quarters, double atTwo) {
    // given: a flight in each quarter hour
    settled(DEPARTURE, day.minusDays(1), day);
    for (int i = 0; i < 2 * Quarters.A_DAY; i++) {
      Instant time = day.minusDays(1).atStartOfDay(UTC).toInstant().plusSeconds(900L * i);
      traffic.fly(DEPARTURE, time, "LIRF", "RYR");
    }

    // when
    Statistics found = statistics(day, day, ROME, LATER.plusSeconds(31_536_000));

    // then
    assertThat(found.current().totals().departures()).isEqualTo(quarters);
    assertThat(found.hours().departures().get(2)).isEqualTo(atTwo);
    assertThat(found.hours().departures().subList(3, 24)).containsOnly(4.0);
    assertThat(found.heatmap().departures().get(6)).isEqualTo(found.hours().departures());
  }

  @Test
  void asOfShouldBeTheLatestReadOfThePeriod() {
    // given
    settled(DEPARTURE, DAY.minusDays(1), DAY);
    settled(ARRIVAL, DAY.minusDays(1));

    // then
    assertThat(statistics(DAY, DAY).asOf()).isEqualTo(Instant.parse("2026-03-11T04:10:00Z"));
    assertThat(statistics(DAY.plusDays(1), DAY.plusDays(1)).asOf()).isNull();
  }

  /** Between processes, a reply is JSON. */
  @Test
  void statisticsShouldSurviveTheBus() throws Exception {
    // given
    ObjectMapper mapper = new ObjectMapper().registerModule(new JavaTimeModule());
    KnownTraffic some =
        new RandomTraffic(new Random(3), 20)
            .between(DAY, DAY.plusDays(9), List.of(RandomTraffic.Pattern.values()));
    Statistics found =
        new StatisticsCalculation(new LocalPeriod(DAY, DAY.plusDays(5), ROME), LATER, some.counts())
            .statistics(code -> null);

    // then
    assertThat(mapper.readValue(mapper.writeValueAsBytes(found), Statistics.class))
        .isEqualTo(found);
  }
}
