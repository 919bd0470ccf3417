package dev.flightwatch.datacollector.statistics;

import dev.flightwatch.datacollector.coverage.QuarterSeries;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.coverage.Ratio;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Averages per day over the days that were added. An average is null when no day of its weekday, or
 * of any, was added.
 */
final class Averages {
  private static final int WEEKDAYS = DayOfWeek.values().length;
  private static final int HOURS = 24;
  private static final int AN_HOUR = Quarters.A_DAY / HOURS;
  private static final int HOUR_SECONDS = AN_HOUR * Quarters.SECONDS;

  private final ZoneId timezone;
  private final int[] days = new int[WEEKDAYS];

  /** By weekday and hour. */
  private final int[][] flights = new int[WEEKDAYS][HOURS];

  Averages(ZoneId timezone) {
    this.timezone = timezone;
  }

  void add(LocalDay day, QuarterSeries quarters) {
    int weekday = day.date().getDayOfWeek().ordinal();
    days[weekday]++;
    boolean hasNoChange = day.end() - day.begin() == Quarters.A_DAY;
    for (long quarter = day.begin(); quarter < day.end(); quarter++) {
      int hour = hasNoChange ? (int) (quarter - day.begin()) / AN_HOUR : hourOf(quarter);
      flights[weekday][hour] += quarters.flights(quarter);
    }
  }

  private int hourOf(long quarter) {
    Instant begin = Instant.ofEpochSecond(quarter * Quarters.SECONDS);
    long local = begin.getEpochSecond() + timezone.getRules().getOffset(begin).getTotalSeconds();
    return (int) Math.floorMod(Math.floorDiv(local, (long) HOUR_SECONDS), (long) HOURS);
  }

  Double perDay() {
    return average(
        Arrays.stream(flights).flatMapToInt(Arrays::stream).sum(), Arrays.stream(days).sum());
  }

  List<Double> hours() {
    int all = Arrays.stream(days).sum();
    return IntStream.range(0, HOURS)
        .mapToObj(hour -> average(Arrays.stream(flights).mapToInt(day -> day[hour]).sum(), all))
        .toList();
  }

  List<Double> weekdays() {
    return IntStream.range(0, WEEKDAYS)
        .mapToObj(weekday -> average(Arrays.stream(flights[weekday]).sum(), days[weekday]))
        .toList();
  }

  List<List<Double>> heatmap() {
    return IntStream.range(0, WEEKDAYS)
        .mapToObj(
            weekday ->
                Arrays.stream(flights[weekday])
                    .mapToObj(ofHour -> average(ofHour, days[weekday]))
                    .toList())
        .toList();
  }

  private static Double average(int flights, int days) {
    return days == 0 ? null : Ratio.rounded(flights, days, 2);
  }
}
