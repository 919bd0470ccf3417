package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.DayCountStore;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.DayCounts.Ranked;
import dev.flightwatch.datacollector.coverage.MemoryDayCountStore;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.testing.MongoRig;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MongoDayCountStoreTest {
  @AutoClose private static final MongoRig RIG = new MongoRig();
  private static final Instant RUN = Instant.parse("2026-03-10T12:00:00.123Z");

  static Stream<DayCountStore> stores() {
    return Stream.of(new MongoDayCountStore(RIG.freshDatabase()), new MemoryDayCountStore());
  }

  private static DayCounts counts(String airport, Direction direction, String date, Instant run) {
    return new DayCounts(
        new AirportDay(new AirportCode(airport), direction, LocalDate.parse(date)),
        Coverage.PARTIAL,
        new Quarters(5, 9),
        Source.MOCK,
        RUN.minusSeconds(60),
        run,
        Collections.nCopies(96, 2),
        List.of(new Ranked("LIRF", 3), new Ranked(null, 1)),
        List.of());
  }

  @ParameterizedTest
  @MethodSource("stores")
  void saveShouldReplaceOnlyTheCountsOfTheExpectedRun(DayCountStore target) {
    // given
    DayCounts first = counts("LICC", Direction.DEPARTURE, "2026-03-10", RUN);
    DayCounts second = counts("LICC", Direction.DEPARTURE, "2026-03-10", RUN.plusMillis(1));

    // then
    assertThat(await(target.save(first, Optional.empty()))).isTrue();
    assertThat(await(target.save(second, Optional.empty()))).isFalse();
    assertThat(await(target.save(second, Optional.of(RUN.minusMillis(1))))).isFalse();
    assertThat(await(target.find(first.day()))).contains(first);
    assertThat(await(target.save(second, Optional.of(RUN)))).isTrue();
    assertThat(await(target.find(first.day()))).contains(second);
  }

  private static DayCounts unranked(DayCounts day) {
    return new DayCounts(
        day.day(),
        day.coverage(),
        day.covered(),
        day.source(),
        day.readAt(),
        day.run(),
        day.quarters(),
        List.of(),
        List.of());
  }

  @ParameterizedTest
  @MethodSource("stores")
  void findShouldReturnTheDaysOfOneAirportAndDirectionInOrder(DayCountStore target) {
    // given
    List<DayCounts> all =
        List.of(
            counts("LICC", Direction.DEPARTURE, "2026-03-10", RUN),
            counts("LICC", Direction.DEPARTURE, "2026-02-28", RUN),
            counts("LICC", Direction.DEPARTURE, "2026-03-11", RUN),
            counts("LICC", Direction.ARRIVAL, "2026-03-01", RUN),
            counts("LIC", Direction.DEPARTURE, "2026-03-01", RUN),
            counts("LICD", Direction.DEPARTURE, "2026-03-01", RUN));
    all.forEach(counts -> assertThat(await(target.save(counts, Optional.empty()))).isTrue());

    // then
    assertThat(
            await(
                target.find(
                    LICC,
                    Direction.DEPARTURE,
                    LocalDate.parse("2026-02-28"),
                    LocalDate.parse("2026-03-10"))))
        .containsExactly(all.get(1), all.get(0));
    assertThat(
            await(
                target.findUnranked(
                    LICC,
                    Direction.DEPARTURE,
                    LocalDate.parse("2026-02-28"),
                    LocalDate.parse("2026-03-10"))))
        .containsExactly(unranked(all.get(1)), unranked(all.get(0)));
  }
}
