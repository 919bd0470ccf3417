package dev.flightwatch.datacollector.statistics;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.flightwatch.datacollector.airports.Airlines;
import dev.flightwatch.datacollector.airports.Airport;
import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.statistics.KnownTraffic.Movement;
import dev.flightwatch.datacollector.statistics.KnownTraffic.Reading;
import dev.flightwatch.datacollector.statistics.Statistics.Busiest;
import dev.flightwatch.datacollector.statistics.Statistics.CoveredDays;
import dev.flightwatch.datacollector.statistics.Statistics.DayNumbers;
import dev.flightwatch.datacollector.statistics.Statistics.PeriodNumbers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The statistics that a test calculates itself, from single flights, with the rules of dates. */
final class ExpectedStatistics {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final LocalPeriod period;
  private final LocalPeriod before;
  private final LocalDate today;
  private final Source source;
  private final ByDirection<Map<LocalDate, Reading>> shown;
  private final ByDirection<List<Movement>> flights;
  private final ByDirection<Set<Instant>> covered;
  private final Map<Direction, Map<LocalDate, Coverage>> coverages = new HashMap<>();
  private final Map<Direction, Map<LocalDate, Boolean>> wholes = new HashMap<>();

  ExpectedStatistics(LocalPeriod period, Instant now, KnownTraffic traffic) {
    this.period = period;
    before =
        new LocalPeriod(
            period.from().minusDays(period.days()), period.from().minusDays(1), period.timezone());
    today = now.atZone(period.timezone()).toLocalDate();
    ByDirection<Map<LocalDate, Reading>> read =
        ByDirection.of(direction -> readings(traffic, direction, before.from()));
    source =
        Stream.of(Source.OPENSKY, Source.MOCK)
            .filter(each -> isPresent(each, read.departures()) || isPresent(each, read.arrivals()))
            .findFirst()
            .orElse(null);
    shown = read.map(all -> filtered(all, date -> all.get(date).source() == source));
    flights =
        ByDirection.of(
            direction ->
                traffic.movements(direction).stream()
                    .filter(flight -> shown.get(direction).containsKey(flight.utcDate()))
                    .toList());
    covered = shown.map(ExpectedStatistics::quarters);
  }

  private static boolean isPresent(Source source, Map<LocalDate, Reading> readings) {
    return readings.values().stream().anyMatch(reading -> reading.source() == source);
  }

  /** Returns the covered UTC dates from a local day to the last one of the period. */
  private Map<LocalDate, Reading> readings(
      KnownTraffic traffic, Direction direction, LocalDate from) {
    LocalDate first = utc(from.atStartOfDay(period.timezone()));
    LocalDate last = utc(period.to().plusDays(1).atStartOfDay(period.timezone()).minusSeconds(1));
    Map<LocalDate, Reading> all = traffic.readings(direction);
    return filtered(
        all,
        date ->
            !date.isBefore(first)
                && !date.isAfter(last)
                && !all.get(date).covered().equals(Quarters.NONE));
  }

  private static LocalDate utc(ZonedDateTime time) {
    return time.withZoneSameInstant(UTC).toLocalDate();
  }

  private static Map<LocalDate, Reading> filtered(
      Map<LocalDate, Reading> all, Predicate<LocalDate> condition) {
    Map<LocalDate, Reading> some = new TreeMap<>(all);
    some.keySet().removeIf(condition.negate());
    return some;
  }

  private static Set<Instant> quarters(Map<LocalDate, Reading> readings) {
    Set<Instant> quarters = new HashSet<>();
    readings.forEach(
        (date, reading) ->
            IntStream.range(0, Quarters.A_DAY)
                .filter(reading.covered()::contains)
                .mapToObj(i -> date.atStartOfDay(UTC).toInstant().plus(QUARTER.multipliedBy(i)))
                .forEach(quarters::add));
    return quarters;
  }

  Statistics statistics() {
    return new Statistics(
        source,
        asOf(),
        numbers(period),
        numbers(before),
        days(period)
            .map(
                day -> new DayNumbers(day, each(d -> flights(d, day)), each(d -> coverage(d, day))))
            .toList(),
        each(d -> averages(d, 24, flight -> hour(flight), day -> true)),
        each(
            d ->
                IntStream.range(0, 7)
                    .mapToObj(w -> average(d, period, f -> true, day -> weekday(day) == w))
                    .toList()),
        each(
            d ->
                IntStream.range(0, 7)
                    .mapToObj(
                        w -> averages(d, 24, flight -> hour(flight), day -> weekday(day) == w))
                    .toList()),
        ranking(Direction.DEPARTURE, Movement::airport, this::city),
        ranking(Direction.ARRIVAL, Movement::airport, this::city),
        ranking(Direction.DEPARTURE, Movement::airline, Airlines::nameOf),
        busiest());
  }

  private static <T> ByDirection<T> each(Function<Direction, T> value) {
    return ByDirection.of(value);
  }

  private static Stream<LocalDate> days(LocalPeriod period) {
    return Stream.iterate(
        period.from(), date -> !date.isAfter(period.to()), date -> date.plusDays(1));
  }

  private static int weekday(LocalDate day) {
    return day.getDayOfWeek().getValue() - 1;
  }

  private int hour(Movement flight) {
    return flight.time().atZone(period.timezone()).getHour();
  }

  private List<Instant> quartersOf(LocalDate day) {
    Instant end = day.plusDays(1).atStartOfDay(period.timezone()).toInstant();
    return Stream.iterate(
            day.atStartOfDay(period.timezone()).toInstant(),
            time -> time.isBefore(end),
            time -> time.plus(QUARTER))
        .toList();
  }

  private Coverage coverage(Direction direction, LocalDate day) {
    return coverages
        .computeIfAbsent(direction, d -> new HashMap<>())
        .computeIfAbsent(day, d -> coverageOf(direction, d));
  }

  private Coverage coverageOf(Direction direction, LocalDate day) {
    Set<Instant> read = covered.get(direction);
    if (quartersOf(day).stream().noneMatch(read::contains)
        || direction == Direction.ARRIVAL && !day.isBefore(today)) {
      return Coverage.NONE;
    }
    boolean isFinal =
        quartersOf(day).stream()
            .map(time -> shown.get(direction).get(time.atZone(UTC).toLocalDate()))
            .allMatch(reading -> reading != null && reading.coverage() == Coverage.FINAL);
    return isFinal ? Coverage.FINAL : Coverage.PARTIAL;
  }

  private boolean isWhole(Direction direction, LocalDate day) {
    return wholes
        .computeIfAbsent(direction, d -> new HashMap<>())
        .computeIfAbsent(day, d -> isWholly(direction, d));
  }

  private boolean isWholly(Direction direction, LocalDate day) {
    Set<Instant> read = covered.get(direction);
    List<Instant> quarters = quartersOf(day);
    return coverage(direction, day) != Coverage.NONE
        && IntStream.range(1, quarters.size())
            .noneMatch(i -> !read.contains(quarters.get(i - 1)) && !read.contains(quarters.get(i)));
  }

  private Stream<Movement> flightsOf(Direction direction, LocalDate day) {
    return flights.get(direction).stream()
        .filter(flight -> flight.time().atZone(period.timezone()).toLocalDate().equals(day));
  }

  private Integer flights(Direction direction, LocalDate day) {
    return coverage(direction, day) == Coverage.NONE
        ? null
        : (Integer) (int) flightsOf(direction, day).count();
  }

  private PeriodNumbers numbers(LocalPeriod of) {
    return new PeriodNumbers(
        of,
        each(
            d ->
                new CoveredDays(
                    number(d, of, Coverage.FINAL),
                    number(d, of, Coverage.PARTIAL),
                    number(d, of, Coverage.NONE))),
        each(
            d ->
                days(of)
                    .map(day -> flights(d, day))
                    .filter(Objects::nonNull)
                    .reduce(Integer::sum)
                    .orElse(null)),
        each(d -> average(d, of, flight -> true, day -> true)));
  }

  private int number(Direction direction, LocalPeriod of, Coverage coverage) {
    return (int) days(of).filter(day -> coverage(direction, day) == coverage).count();
  }

  private List<Double> averages(
      Direction direction, int parts, Function<Movement, Integer> part, Predicate<LocalDate> on) {
    return IntStream.range(0, parts)
        .mapToObj(i -> average(direction, period, flight -> part.apply(flight) == i, on))
        .toList();
  }

  private Double average(
      Direction direction, LocalPeriod of, Predicate<Movement> counted, Predicate<LocalDate> on) {
    List<LocalDate> whole = days(of).filter(on).filter(day -> isWhole(direction, day)).toList();
    long sum = whole.stream().flatMap(day -> flightsOf(direction, day)).filter(counted).count();
    return whole.isEmpty() ? null : (Double) (Math.round(sum * 100.0 / whole.size()) / 100.0);
  }

  private Instant asOf() {
    LocalDate first = utc(period.from().atStartOfDay(period.timezone()));
    return Stream.of(shown.departures(), shown.arrivals())
        .flatMap(readings -> filtered(readings, date -> !date.isBefore(first)).values().stream())
        .map(Reading::readAt)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private List<RankedShare> ranking(
      Direction direction, Function<Movement, String> code, Function<String, String> name) {
    List<Movement> counted =
        flights.get(direction).stream()
            .filter(flight -> !flight.utcDate().isBefore(period.from()))
            .filter(flight -> !flight.utcDate().isAfter(period.to()))
            .toList();
    List<RankedShare> rows = new ArrayList<>();
    counted.stream()
        .filter(flight -> code.apply(flight) != null)
        .collect(groupingBy(code, TreeMap::new, counting()))
        .forEach((key, n) -> rows.add(row(key, name.apply(key), n, counted.size())));
    rows.sort(Comparator.comparingInt(RankedShare::flights).reversed());
    int rest = rows.stream().skip(10).mapToInt(RankedShare::flights).sum();
    List<RankedShare> top = new ArrayList<>(rows.subList(0, Math.min(10, rows.size())));
    long unknown = counted.stream().filter(flight -> code.apply(flight) == null).count();
    top.add(row(null, null, unknown, counted.size()));
    top.add(row("other", null, rest, counted.size()));
    top.removeIf(row -> row.flights() == 0);
    return top;
  }

  private static RankedShare row(String code, String name, long flights, int all) {
    return new RankedShare(
        code, name, (int) flights, all == 0 ? 0 : Math.round(flights * 10_000.0 / all) / 10_000.0);
  }

  private String city(String code) {
    return AirportReference.get().find(code).flatMap(Airport::city).orElse(null);
  }

  private Busiest busiest() {
    Busiest most = null;
    for (LocalDate day : days(period).toList()) {
      Integer departures = flights(Direction.DEPARTURE, day);
      if (departures != null && (most == null || departures > most.departures())) {
        most = new Busiest(day, departures);
      }
    }
    return most;
  }
}
