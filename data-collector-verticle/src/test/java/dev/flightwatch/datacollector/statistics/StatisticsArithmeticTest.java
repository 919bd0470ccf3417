package dev.flightwatch.datacollector.statistics;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.coverage.MemoryDayCountStore;
import dev.flightwatch.datacollector.statistics.RandomTraffic.Pattern;
import dev.flightwatch.datacollector.statistics.StatisticsMessages.FindStatistics;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statistics of random traffic, which must equal the arithmetic of the test over single flights.
 */
class StatisticsArithmeticTest {
  private static final Instant SUMMER = Instant.parse("2026-07-01T00:00:00Z");
  private static final List<Pattern> ALL = List.of(Pattern.values());

  private static Statistics statistics(LocalPeriod period, Instant now, KnownTraffic traffic) {
    MemoryDayCountStore store = new MemoryDayCountStore();
    traffic
        .counts()
        .map(days -> days.stream().map(day -> await(store.save(day, Optional.empty()))).toList());
    return await(
        new StatisticsService(store, AirportReference.get(), Clock.fixed(now, UTC))
            .find(new FindStatistics(LICC, period)));
  }

  /** The traffic and the readings exceed the period and the one before on both sides. */
  private static void assertCorrect(
      Random random, LocalPeriod period, int flights, List<Pattern> patterns) {
    Instant now =
        period
            .to()
            .plusDays(2 - random.nextInt(4))
            .atStartOfDay(UTC)
            .toInstant()
            .plusSeconds(random.nextInt(86_400));
    KnownTraffic traffic =
        new RandomTraffic(random, flights)
            .between(period.from().minusDays(period.days() + 3), period.to().plusDays(3), patterns);

    assertThat(statistics(period, now, traffic))
        .as("%s at %s", period, now)
        .isEqualTo(new ExpectedStatistics(period, now, traffic).statistics());
  }

  /** Both changes of a year; Kathmandu, which has none, from +05:30 to +05:45. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Rome",
        "America/New_York",
        "Asia/Kathmandu",
        "Pacific/Chatham",
        "Australia/Lord_Howe",
        "America/Havana"
      })
  void statisticsShouldEqualTheSumsOverSingleFlightsWhenTheOffsetChanges(String timezone) {
    ZoneRules rules = ZoneId.of(timezone).getRules();
    List<ZoneOffsetTransition> changes =
        rules.nextTransition(SUMMER) == null
            ? List.of(rules.previousTransition(SUMMER))
            : List.of(rules.previousTransition(SUMMER), rules.nextTransition(SUMMER));
    Random random = new Random(timezone.hashCode());
    for (ZoneOffsetTransition change : changes) {
      LocalDate day = change.getDateTimeBefore().toLocalDate();
      for (LocalPeriod period :
          List.of(
              new LocalPeriod(day.minusDays(8), day.plusDays(8), ZoneId.of(timezone)),
              new LocalPeriod(day, day, ZoneId.of(timezone)),
              new LocalPeriod(day.plusDays(1), day.plusDays(2), ZoneId.of(timezone)))) {
        assertCorrect(random, period, 40, List.of(Pattern.SETTLED));
        assertCorrect(random, period, 40, ALL);
      }
    }
  }

  @Test
  void statisticsShouldFollowTheCoverageInAThousandPatterns() {
    Random random = new Random(7);
    List<String> zones =
        List.of("Europe/Rome", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham", "UTC");
    for (int i = 0; i < 1_000; i++) {
      LocalDate from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365));
      LocalPeriod period =
          new LocalPeriod(
              from, from.plusDays(random.nextInt(5)), ZoneId.of(zones.get(i % zones.size())));
      assertCorrect(random, period, 12, some(random));
    }
  }

  private static List<Pattern> some(Random random) {
    List<Pattern> some = Stream.of(Pattern.values()).filter(p -> random.nextInt(3) > 0).toList();
    return some.isEmpty() ? ALL : some;
  }
}
