package dev.flightwatch.datacollector.statistics;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import dev.flightwatch.datacollector.airports.Airlines;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.statistics.Statistics.Busiest;
import dev.flightwatch.datacollector.statistics.Statistics.DayNumbers;
import dev.flightwatch.datacollector.statistics.Statistics.PeriodNumbers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The statistics of one period, from the counts of its UTC dates. */
final class StatisticsCalculation {
  private final LocalPeriod period;
  private final Source source;
  private final ByDirection<List<DayCounts>> counts;
  private final ByDirection<DirectionDays> directions;

  /**
   * @param found counts of the UTC dates of the period and of the one before, in order
   */
  StatisticsCalculation(LocalPeriod period, Instant now, ByDirection<List<DayCounts>> found) {
    this.period = period;
    ByDirection<List<DayCounts>> covered =
        found.map(days -> days.stream().filter(day -> !isUnread(day)).toList());
    // Real flights exclude the simulated ones.
    source = both(covered).map(DayCounts::source).min(naturalOrder()).orElse(null);
    counts = covered.map(days -> days.stream().filter(day -> day.source() == source).toList());
    directions = ByDirection.of(direction -> days(direction, now));
  }

  private static boolean isUnread(DayCounts day) {
    return day.covered().equals(Quarters.NONE);
  }

  private static Stream<DayCounts> both(ByDirection<List<DayCounts>> counts) {
    return Stream.of(counts.departures(), counts.arrivals()).flatMap(List::stream);
  }

  /** Arrivals are known from the next day on. */
  private DirectionDays days(Direction direction, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, period.timezone());
    return new DirectionDays(
        counts.get(direction), direction == Direction.ARRIVAL ? today : LocalDate.MAX);
  }

  /**
   * @param cityOf returns the city of an airport; null when it is not known
   */
  Statistics statistics(Function<String, String> cityOf) {
    ByDirection<List<LocalDay>> days = directions.map(each -> each.days(period));
    ByDirection<Averages> averages = averages(days, period);
    List<DayCounts> departed = directions.departures().utcDates(period.from(), period.to());
    List<DayCounts> arrived = directions.arrivals().utcDates(period.from(), period.to());
    return new Statistics(
        source,
        asOf(),
        numbers(period, days),
        numbers(period.previous(), directions.map(each -> each.days(period.previous()))),
        dayNumbers(days),
        averages.map(Averages::hours),
        averages.map(Averages::weekdays),
        averages.map(Averages::heatmap),
        new Ranking(departed, DayCounts::airports).top(cityOf),
        new Ranking(arrived, DayCounts::airports).top(cityOf),
        new Ranking(departed, DayCounts::airlines).top(Airlines::nameOf),
        busiest(days.departures()));
  }

  private ByDirection<Averages> averages(ByDirection<List<LocalDay>> days, LocalPeriod ofDays) {
    return ByDirection.of(
        direction -> directions.get(direction).averages(days.get(direction), ofDays));
  }

  private PeriodNumbers numbers(LocalPeriod ofDays, ByDirection<List<LocalDay>> days) {
    return new PeriodNumbers(
        ofDays,
        days.map(DirectionDays::coverage),
        days.map(DirectionDays::total),
        averages(days, ofDays).map(Averages::perDay));
  }

  private Instant asOf() {
    LocalDate first = period.firstUtcDate();
    LocalDate last = period.lastUtcDate();
    return Stream.of(directions.departures(), directions.arrivals())
        .flatMap(each -> each.utcDates(first, last).stream())
        .map(DayCounts::readAt)
        .max(naturalOrder())
        .orElse(null);
  }

  private static List<DayNumbers> dayNumbers(ByDirection<List<LocalDay>> days) {
    return IntStream.range(0, days.departures().size())
        .mapToObj(i -> days.map(each -> each.get(i)))
        .map(
            day ->
                new DayNumbers(
                    day.departures().date(),
                    day.map(LocalDay::flights),
                    day.map(LocalDay::coverage)))
        .toList();
  }

  private static Busiest busiest(List<LocalDay> departures) {
    return departures.stream()
        .filter(LocalDay::isKnown)
        .max(comparing(LocalDay::flights))
        .map(day -> new Busiest(day.date(), day.flights()))
        .orElse(null);
  }
}
