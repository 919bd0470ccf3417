package dev.flightwatch.datacollector.statistics;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.coverage.DayCountStore;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.mongo.MongoDayCountStore;
import dev.flightwatch.datacollector.statistics.KnownTraffic.Reading;
import dev.flightwatch.datacollector.statistics.StatisticsMessages.FindStatistics;
import dev.flightwatch.datacollector.testing.MongoRig;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The time of the longest statistics, on the embedded database. */
class StatisticsSpeedTest {
  private static final int DAYS = 400;
  private static final int FLIGHTS = 500;
  private static final LocalDate TO = LocalDate.of(2026, 6, 30);
  private static final int ROUNDS = 40;

  /** Some ten times what an idle machine takes. */
  private static final long MAX_MILLIS = 300;

  @AutoClose private static final MongoRig RIG = new MongoRig();

  @Test
  void statisticsOfTheLongestPeriodShouldBeQuick() {
    // given: as many days before the period
    DayCountStore store = new MongoDayCountStore(RIG.freshDatabase());
    traffic()
        .counts()
        .map(
            days ->
                await(
                    Future.all(
                        days.stream().map(day -> store.save(day, Optional.empty())).toList())));
    Instant now = TO.plusDays(2).atStartOfDay(UTC).toInstant();
    StatisticsService target =
        new StatisticsService(store, AirportReference.get(), Clock.fixed(now, UTC));
    FindStatistics find =
        new FindStatistics(
            LICC, new LocalPeriod(TO.minusDays(DAYS - 1), TO, ZoneId.of("Europe/Rome")));

    // when
    long[] micros = LongStream.range(0, ROUNDS).map(i -> micros(target, find)).toArray();

    // then
    long median = LongStream.of(micros).skip(ROUNDS / 2).sorted().toArray()[ROUNDS / 4];
    System.out.printf("statistics of %d days: median %.1f ms%n", DAYS, median / 1_000.0);
    assertThat(median).isLessThan(MAX_MILLIS * 1_000);
  }

  private static long micros(StatisticsService target, FindStatistics find) {
    long begin = System.nanoTime();
    Statistics found = await(target.find(find));
    long micros = (System.nanoTime() - begin) / 1_000;
    assertThat(found.current().totals().departures()).isBetween(FLIGHTS * 399, FLIGHTS * 401);
    assertThat(found.current().coverage().arrivals().finals()).isEqualTo(DAYS);
    return micros;
  }

  private static KnownTraffic traffic() {
    KnownTraffic traffic = new KnownTraffic();
    Random random = new Random(1);
    for (Direction direction : Direction.values()) {
      for (LocalDate date = TO.minusDays(2 * DAYS); !date.isAfter(TO); date = date.plusDays(1)) {
        traffic.read(direction, date, Reading.settled(date));
        for (int i = 0; i < FLIGHTS; i++) {
          traffic.fly(
              direction,
              date.atStartOfDay(UTC).toInstant().plusSeconds(random.nextInt(86_400)),
              random.nextInt(4) == 0 ? null : "L%03d".formatted(random.nextInt(80)),
              "A%02d".formatted(random.nextInt(40)));
        }
      }
    }
    return traffic;
  }
}
