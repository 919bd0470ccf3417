package dev.flightwatch.datacollector.statistics;

import static java.time.ZoneOffset.UTC;

import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.statistics.KnownTraffic.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/** Random flights, and random patterns of what was read of them. */
record RandomTraffic(Random random, int flightsPerDay) {
  private static final List<String> AIRPORTS =
      List.of(
          "LIRF", "LIMC", "EDDF", "KJFK", "LFPG", "EGLL", "LSZH", "LEMD", "EHAM", "NK39", "ZZZZ",
          "LIBD", "LIPE", "EDDM");
  private static final List<String> AIRLINES = List.of("RYR", "EZY", "ITY", "DLH", "XXX");

  /** The kinds of coverage of a date. */
  enum Pattern {
    SETTLED,
    UNREAD,
    UNREAD_WITH_FLIGHTS,
    IN_PART,
    WITH_GAPS,
    LIVE,
    SIMULATED
  }

  /** Returns flights on all dates, each of which was read in one of the ways. */
  KnownTraffic between(LocalDate first, LocalDate last, List<Pattern> patterns) {
    KnownTraffic traffic = new KnownTraffic();
    for (Direction direction : Direction.values()) {
      first
          .datesUntil(last.plusDays(1))
          .forEach(date -> addDay(traffic, direction, date, patterns));
    }
    return traffic;
  }

  private void addDay(
      KnownTraffic traffic, Direction direction, LocalDate date, List<Pattern> patterns) {
    Pattern pattern = oneOf(patterns);
    if (pattern == Pattern.UNREAD) {
      return;
    }
    traffic.read(direction, date, reading(date, pattern));
    for (int i = random.nextInt(2 * flightsPerDay + 1); i > 0; i--) {
      traffic.fly(
          direction,
          date.atStartOfDay(UTC).toInstant().plusSeconds(random.nextInt(86_400)),
          random.nextInt(6) == 0 ? null : oneOf(AIRPORTS),
          random.nextInt(6) == 0 ? null : oneOf(AIRLINES));
    }
  }

  private Reading reading(LocalDate date, Pattern pattern) {
    Instant readAt = date.atTime(random.nextInt(24), random.nextInt(60)).toInstant(UTC);
    return switch (pattern) {
      case SETTLED -> Reading.settled(date);
      case LIVE -> new Reading(Source.OPENSKY, Coverage.PARTIAL, Quarters.ALL, readAt);
      case SIMULATED ->
          new Reading(
              Source.MOCK,
              Coverage.PARTIAL,
              random.nextBoolean() ? Quarters.ALL : inPart(),
              readAt);
      case IN_PART -> new Reading(Source.OPENSKY, Coverage.PARTIAL, inPart(), readAt);
      case WITH_GAPS -> new Reading(Source.OPENSKY, Coverage.PARTIAL, withGaps(), readAt);
      default ->
          new Reading(
              random.nextBoolean() ? Source.OPENSKY : Source.MOCK,
              Coverage.NONE,
              Quarters.NONE,
              Instant.EPOCH);
    };
  }

  private Quarters inPart() {
    int first = random.nextInt(Quarters.A_DAY);
    int end = first + 1 + random.nextInt(Quarters.A_DAY - first);
    return quarters(i -> i >= first && i < end);
  }

  /** Returns all quarter hours but some, which may be neighbours. */
  private Quarters withGaps() {
    int gap = random.nextInt(Quarters.A_DAY);
    int length = random.nextInt(3);
    int other = random.nextInt(Quarters.A_DAY);
    return quarters(i -> (i < gap || i >= gap + length) && i != other);
  }

  private static Quarters quarters(IntPredicate isRead) {
    long morning = 0;
    long afternoon = 0;
    for (int i = 0; i < Quarters.A_DAY / 2; i++) {
      morning |= isRead.test(i) ? 1L << i : 0;
      afternoon |= isRead.test(i + Quarters.A_DAY / 2) ? 1L << i : 0;
    }
    return new Quarters(morning, afternoon);
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
