package dev.flightwatch.standalone;

import static dev.flightwatch.standalone.TwoCollectors.AIRPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.opensky.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two data collectors that share the airports, while one of them is killed or held up. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoCollectorsIT {
  private static final Duration PERIOD = Chaos.scaled(3, 2);
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration LEASE = Duration.ofMillis(1500);

  /** A usual read; several ticks, so that whoever does not heed a lease has the time to show it. */
  private static final Duration READ = Duration.ofMillis(600);

  /** A read that is held up: over before the lease has run out, but after its reader's stop. */
  private static final Duration HELD_READ = Duration.ofMillis(1000);

  /** A call leaves some time after its run began: the first one of a process the longest. */
  private static final Duration TOLERANCE = PERIOD.dividedBy(4);

  private static final Duration PATIENCE = PERIOD.multipliedBy(4);
  private static final String ONE = AIRPORTS.get(0);

  private TwoCollectors collectors;

  @BeforeAll
  void start() throws Exception {
    collectors =
        new TwoCollectors(
            Map.of(
                "POLL_INTERVAL_SECONDS", seconds(PERIOD),
                "POLL_TICK_SECONDS", seconds(TICK),
                "LEASE_SECONDS", seconds(LEASE)));
    collectors.follow();
  }

  private static String seconds(Duration time) {
    return Double.toString(time.toMillis() / 1000.0);
  }

  @AfterAll
  void stop() throws Exception {
    collectors.stop();
  }

  @AfterEach
  void letAllGoOn() throws Exception {
    collectors.openSky.faults().clear();
    collectors.letBothGoOn();
  }

  @Test
  void airportsShouldBeReadOnceAPeriodWhenTwoCollect() {
    // given
    Duration longerThanLease = LEASE.multipliedBy(3).dividedBy(2);
    collectors.openSky.faults().add(Fault.slow(longerThanLease).forAirport(ONE));
    collectors.openSky.faults().add(Fault.slow(READ));
    int byFirst = collected(collectors.first());
    int bySecond = collected(collectors.second());

    // when
    Instant begin = Instant.now();
    Chaos.pass(PERIOD.multipliedBy(4));

    // then
    byFirst = collected(collectors.first()) - byFirst;
    bySecond = collected(collectors.second()) - bySecond;
    Chaos.print(
        "two collect for %s s: %d and %d", seconds(PERIOD.multipliedBy(4)), byFirst, bySecond);
    assertReadOnceAPeriod(begin);
    assertThat(byFirst).as("collected by the first").isPositive();
    assertThat(bySecond).as("collected by the second").isPositive();
  }

  private static int collected(FlightwatchProcess collector) {
    return collector.output().split("Collected ", -1).length - 1;
  }

  @Test
  void lateFlightsShouldReplaceNothingWhenTheirReaderWasHeldPastItsLease() throws Exception {
    assertHarmless(Fault.slow(HELD_READ), "progress not moved");
  }

  @Test
  void mockFlightsShouldNotComeLateWhenTheirWriterWasHeldPastItsLease() throws Exception {
    assertHarmless(Fault.status(503).after(HELD_READ), "mock flights taken back");
  }

  private void assertHarmless(Fault fault, String refusal) throws Exception {
    // given
    FlightwatchProcess late = collectors.first();
    Instant interrupted = holdInTheMiddleOfARead(fault);
    JsonObject held = collectors.collection(ONE);
    Instant taken = awaitTakeover(interrupted);
    JsonObject progress = collectors.collection(ONE);
    Map<String, JsonObject> flights = collectors.flights(ONE);
    int said = late.output().length();

    // when
    late.goOn();
    Set<String> sources = new HashSet<>();
    boolean noticed =
        Chaos.await(
            PATIENCE,
            () -> {
              collectors.doors().forEach(door -> sources.addAll(sources(door)));
              return late.output()
                  .substring(said)
                  .contains(ONE + ": the lease was lost; " + refusal);
            });
    Map<String, JsonObject> flightsAfter = collectors.flights(ONE);
    JsonObject progressAfter = collectors.collection(ONE);

    // then
    Chaos.print(
        "held in a read: taken over %d ms after the lease's end; %s after %d ms",
        taken.toEpochMilli() - held.getLong("lease_until"),
        refusal,
        Duration.between(interrupted, Instant.now()).toMillis());
    assertThat(taken.toEpochMilli()).isGreaterThan(held.getLong("lease_until"));
    assertThat(noticed).as("%s; %s", refusal, progressAfter).isTrue();
    assertNothingReplaced(flights, flightsAfter);
    assertNotMovedBack(progress, progressAfter);
    assertThat(progressAfter.getString("lease_owner")).isNotEqualTo(held.getString("lease_owner"));
    assertThat(sources).containsExactly("opensky");
    Chaos.await(PATIENCE, () -> collectors.reads(ONE, taken).size() > 1);
    assertThat(intervals(collectors.reads(ONE, taken)).getMin())
        .isGreaterThan(PERIOD.minus(TOLERANCE).toMillis());
  }

  /** Stops the first in a read, with the second at work again; gives when the read began. */
  private Instant holdInTheMiddleOfARead(Fault fault) throws Exception {
    Instant begun =
        awaitReadOfTheFirst(() -> collectors.openSky.faults().add(fault.forAirport(ONE).times(1)));
    collectors.first().hold();
    collectors.second().goOn();
    return begun;
  }

  private Instant awaitReadOfTheFirst(Runnable fault) throws Exception {
    assertThat(Chaos.await(PATIENCE, this::isIdle)).as("a moment between two reads").isTrue();
    collectors.second().hold();
    int before = collectors.reads(ONE).size();
    fault.run();
    assertThat(Chaos.await(PATIENCE, () -> collectors.reads(ONE).size() > before))
        .as("a read by the first")
        .isTrue();
    return collectors.reads(ONE).get(before);
  }

  private boolean isIdle() {
    JsonObject known = collectors.collection(ONE);
    return known.getLong("lease_until") == 0
        && known.getLong("next_due") > Instant.now().plus(TICK).toEpochMilli();
  }

  /** When the other one read the airport; it has stored all of it by then. */
  private Instant awaitTakeover(Instant interrupted) {
    Duration limit = LEASE.plus(TICK).plus(PERIOD).plus(TOLERANCE);
    boolean taken =
        Chaos.await(
            limit,
            () -> {
              JsonObject known = collectors.collection(ONE);
              return known.getLong("read_at") > interrupted.toEpochMilli()
                  && known.getLong("lease_until") == 0;
            });
    assertThat(taken).as("taken over within %s", limit).isTrue();
    List<Instant> reads = collectors.reads(ONE, interrupted);
    assertThat(reads).as("the read that was held up, and the other's").hasSize(2);
    return reads.get(1);
  }

  private static void assertNothingReplaced(
      Map<String, JsonObject> before, Map<String, JsonObject> after) {
    assertThat(before).isNotEmpty();
    assertThat(after.values())
        .extracting(flight -> flight.getString("source"))
        .containsOnly("opensky");
    before.forEach(
        (id, flight) ->
            assertThat(after.get(id).getLong("run"))
                .as("the run of " + id)
                .isGreaterThanOrEqualTo(flight.getLong("run")));
  }

  private static void assertNotMovedBack(JsonObject before, JsonObject after) {
    for (String field : List.of("read_until", "read_at", "next_due")) {
      assertThat(after.getLong(field)).as(field).isGreaterThanOrEqualTo(before.getLong(field));
    }
  }

  /** Of the airport's flights, as a collector answers them now. */
  private static Set<String> sources(URI door) {
    JsonObject last = Curl.get(door, "/flights/last?airport=" + ONE).json();
    JsonObject average = Curl.get(door, "/flights/average?days=1&airport=" + ONE).json();
    String list = "/flights/my-interests?email=" + TwoCollectors.FOLLOWER + "@example.com";
    JsonArray flights = Curl.get(door, list).json().getJsonArray("flights");
    Set<String> sources =
        new HashSet<>(
            List.of(
                last.getString("source", last.encode()),
                average.getString("data_source", average.encode())));
    flights.forEach(flight -> sources.add(((JsonObject) flight).getString("source")));
    return sources;
  }

  @Test
  void airportsShouldBeTakenOverWhenTheirCollectorIsKilled() throws Exception {
    // given
    awaitReadOfTheFirst(() -> collectors.openSky.faults().add(Fault.slow(HELD_READ)));
    JsonObject held = collectors.collection(ONE);

    // when
    collectors.first().kill();
    Instant killed = Instant.now();
    collectors.second().goOn();
    collectors.openSky.faults().clear();
    Duration limit = LEASE.plus(TICK).plus(PERIOD).plus(TOLERANCE);
    boolean all =
        Chaos.await(
            limit, () -> AIRPORTS.stream().noneMatch(a -> collectors.reads(a, killed).isEmpty()));
    Duration took = Duration.between(killed, Instant.now());
    Instant taken = collectors.reads(ONE, killed).get(0);

    // then
    Chaos.print(
        "killed in a read: taken over %d ms after the lease's end, all read after %d ms",
        taken.toEpochMilli() - held.getLong("lease_until"), took.toMillis());
    assertThat(all).as("all read within %s", limit).isTrue();
    assertThat(taken.toEpochMilli()).isGreaterThan(held.getLong("lease_until"));
    // What was cut off by the kill or by the stop before it may have been read twice until here.
    Instant settled = Instant.now();
    collectors.replaceFirst();
    Chaos.pass(PERIOD.multipliedBy(3));
    assertReadOnceAPeriod(settled);
  }

  private void assertReadOnceAPeriod(Instant since) {
    for (String airport : AIRPORTS) {
      List<Instant> reads = collectors.reads(airport, since);
      LongSummaryStatistics intervals = intervals(reads);
      Chaos.print(
          "  %s: %d reads, every %d ms at least, %.0f ms in the mean, period %d ms",
          airport, reads.size(), intervals.getMin(), intervals.getAverage(), PERIOD.toMillis());
      assertThat(reads).as(airport).hasSizeGreaterThan(1);
      assertThat(intervals.getMin()).as(airport).isGreaterThan(PERIOD.minus(TOLERANCE).toMillis());
    }
  }

  /** Between one read and the next, in milliseconds. */
  private static LongSummaryStatistics intervals(List<Instant> reads) {
    return IntStream.range(1, reads.size())
        .mapToLong(i -> Duration.between(reads.get(i - 1), reads.get(i)).toMillis())
        .summaryStatistics();
  }
}
