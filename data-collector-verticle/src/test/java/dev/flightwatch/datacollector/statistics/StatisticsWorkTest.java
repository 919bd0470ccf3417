package dev.flightwatch.datacollector.statistics;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.DayCountStore;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.DayCounts.Ranked;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.mongo.MongoDayCountStore;
import dev.flightwatch.datacollector.statistics.StatisticsMessages.FindStatistics;
import dev.flightwatch.datacollector.testing.MongoRig;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * The work for the longest statistics and the period before, on the embedded database. It is
 * measured in allocated memory, because the time depends on what else the machine does; the
 * benchmark measures the time.
 */
class StatisticsWorkTest {
  private static final int DAYS = 400;
  private static final int FLIGHTS = 500;
  private static final LocalDate TO = LocalDate.of(2026, 6, 30);
  private static final Instant LATER = TO.plusDays(2).atStartOfDay(UTC).toInstant();

  /** Client and server need 34 MB; with one whole document for each day, 165 MB and more. */
  private static final long MAX_BYTES = 60_000_000;

  @AutoClose private static final MongoRig RIG = new MongoRig();

  @Test
  void statisticsOfTheLongestPeriodShouldReadLittle() {
    // given
    DayCountStore store = new MongoDayCountStore(RIG.freshDatabase());
    for (Direction direction : Direction.values()) {
      for (int ago = 0; ago <= 2 * DAYS; ago += 50) {
        List<Future<Boolean>> some =
            IntStream.range(ago, ago + 50)
                .mapToObj(i -> new AirportDay(LICC, direction, TO.minusDays(i)))
                .map(day -> store.save(counts(day), Optional.empty()))
                .toList();
        await(Future.all(some));
      }
    }
    StatisticsService target =
        new StatisticsService(store, AirportReference.get(), Clock.fixed(LATER, UTC));

    // when
    find(target);
    long before = allocatedBytes();
    find(target);

    // then
    assertThat(allocatedBytes() - before).isLessThan(MAX_BYTES);
  }

  /** Returns what all threads have allocated; those that have ended do not count. */
  private static long allocatedBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return LongStream.of(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }

  private static void find(StatisticsService target) {
    LocalPeriod period = new LocalPeriod(TO.minusDays(DAYS - 1), TO, ZoneId.of("Europe/Rome"));
    Statistics found = await(target.find(new FindStatistics(LICC, period)));
    assertThat(found.current().averagePerDay().departures()).isEqualTo(FLIGHTS);
    assertThat(found.current().coverage().arrivals().finals()).isEqualTo(DAYS);
  }

  /** Eighty airports and forty airlines. */
  private static DayCounts counts(AirportDay day) {
    return new DayCounts(
        day,
        Coverage.FINAL,
        Quarters.ALL,
        Source.OPENSKY,
        LATER,
        LATER,
        parts(Quarters.A_DAY),
        ranked("L", parts(80)),
        ranked("A", parts(40)));
  }

  /** Returns numbers whose sum is that of the flights of a day. */
  private static List<Integer> parts(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> FLIGHTS * (i + 1) / number - FLIGHTS * i / number)
        .toList();
  }

  private static List<Ranked> ranked(String prefix, List<Integer> flights) {
    return IntStream.range(0, flights.size())
        .mapToObj(i -> new Ranked(prefix + (100 + i), flights.get(i)))
        .toList();
  }
}
