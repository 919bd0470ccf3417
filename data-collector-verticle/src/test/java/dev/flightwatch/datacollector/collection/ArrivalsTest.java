package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.collection.CollectionRig.PERIOD;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIMC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.MemoryDayCountStore;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Departures and arrivals of several airports, and their counts. */
class ArrivalsTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-09");
  private static final Instant YESTERDAY = Instant.parse("2026-03-09T10:00:00Z");

  private final CollectionRig rig = new CollectionRig();
  private final ChangingSky sky =
      new ChangingSky(List.of("LICC", "LIRF", "LIMC"), "aaa", new Random(1), rig.clock);

  @BeforeEach
  void readSky() {
    rig.source.script(sky::flights);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void follow(AirportCode... airports) {
    for (AirportCode airport : airports) {
      await(rig.startFollow(airport));
    }
  }

  private int counted(AirportCode airport, Direction direction) {
    return await(rig.counts.find(new AirportDay(airport, direction, DAY)))
        .map(MemoryDayCountStore::flights)
        .orElse(0);
  }

  private List<Integer> departuresAndArrivals(AirportCode airport) {
    return List.of(counted(airport, Direction.DEPARTURE), counted(airport, Direction.ARRIVAL));
  }

  @Test
  void flightShouldCountAtEachAirportByThatAirportsOwnListOnly() {
    // given
    sky.add("LICC", "LICC", YESTERDAY);
    sky.add("LICC", "LIRF", YESTERDAY);
    sky.add("LIRF", null, YESTERDAY);

    // when
    follow(LICC, LIRF);

    // then
    assertThat(departuresAndArrivals(LICC)).containsExactly(2, 1);
    assertThat(departuresAndArrivals(LIRF)).containsExactly(1, 1);
  }

  @Test
  void flightShouldLeaveTheArrivalsOfItsFormerAirportWhenItsAirportIsCorrected() {
    // given: both airports have final arrivals of that day before the correction
    JsonObject flight = sky.add("LIMC", "LICC", YESTERDAY);
    follow(LICC);
    List<Integer> before = departuresAndArrivals(LICC);
    flight.put("estArrivalAirport", "LIRF");

    // when
    rig.clock.advance(Duration.ofSeconds(1));
    follow(LIRF);
    rig.clock.advance(PERIOD);
    follow(LICC);

    // then
    assertThat(before).containsExactly(0, 1);
    assertThat(departuresAndArrivals(LICC)).containsExactly(0, 0);
    assertThat(departuresAndArrivals(LIRF)).containsExactly(0, 1);
    assertThat(await(rig.counts.find(new AirportDay(LICC, Direction.ARRIVAL, DAY))).orElseThrow())
        .extracting(DayCounts::coverage)
        .isEqualTo(Coverage.FINAL);
  }

  @Test
  void flightShouldLeaveItsDayWhenItWasSeenUntilTheNextOne() {
    // given: an arrival before midnight
    Instant midnight = Instant.parse("2026-03-10T00:00:00Z");
    JsonObject flight = sky.add("LIMC", "LICC", midnight.minusSeconds(3_601));
    follow(LICC);
    List<Integer> before = departuresAndArrivals(LICC);
    flight.put("lastSeen", (int) midnight.getEpochSecond());

    // when
    rig.clock.set("2026-03-11T05:00:00Z");
    for (int period = 0; period < 3; period++) {
      rig.due();
      rig.clock.advance(PERIOD);
    }

    // then
    assertThat(before).containsExactly(0, 1);
    assertThat(departuresAndArrivals(LICC)).containsExactly(0, 0);
    assertThat(await(rig.counts.find(new AirportDay(LICC, Direction.ARRIVAL, DAY.plusDays(1)))))
        .map(MemoryDayCountStore::flights)
        .contains(1);
  }

  @Test
  void arrivalsShouldBeReadOnlyOfSettledDays() {
    // given
    sky.add("LIMC", "LICC", rig.clock.instant().minusSeconds(9_000));

    // when
    follow(LICC, LIMC);

    // then
    assertThat(await(rig.arrivals.newest(LICC))).isEmpty();
    assertThat(rig.source.queries).allMatch(query -> query.direction() == Direction.DEPARTURE);
    assertThat(rig.source.dayQueries)
        .extracting(query -> query.direction() + " " + query.end())
        .containsOnly("DEPARTURE 2026-03-09T23:59:59Z", "ARRIVAL 2026-03-09T23:59:59Z");
  }
}
