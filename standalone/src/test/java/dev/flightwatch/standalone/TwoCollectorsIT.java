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
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two data collectors that share the airports, while one of them is killed or suspended. */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoCollectorsIT {
  private static final Duration PERIOD = ChaosRun.scaled(4, 4);
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration LEASE = Duration.ofMillis(1500);

  /** Duration of a read: several ticks, so that a collector that ignores a lease is noticed. */
  private static final Duration READ = Duration.ofMillis(600);

  /**
   * Duration of an interrupted read: it ends before the lease, but after its reader is suspended.
   */
  private static final Duration INTERRUPTED_READ = Duration.ofMillis(1000);

  /** A call is sent some time after its run began, longest for the first call of a process. */
  private static final Duration TOLERANCE = PERIOD.dividedBy(2);

  private static final Duration TIMEOUT = PERIOD.multipliedBy(4);
  private static final String ONE = AIRPORTS.get(0);

  private TwoCollectors collectors;

  @BeforeAll
  void start() throws Exception {
    collectors =
        new TwoCollectors(
            Map.of(
                "POLL_INTERVAL_SECONDS", seconds(PERIOD),
                "POLL_TICK_SECONDS", seconds(TICK),
                "LEASE_SECONDS", seconds(LEASE),
                "BACKFILL_DAYS", "0"));
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
  void clearFaultsAndResume() throws Exception {
    collectors.openSky.faults().clear();
    collectors.resumeBoth();
  }

  @Test
  void airportsShouldBeReadOncePerPeriodWhenTwoCollectorsRun() {
    // given
    Duration longerThanLease = LEASE.multipliedBy(3).dividedBy(2);
    collectors.openSky.faults().add(Fault.slow(longerThanLease).forAirport(ONE));
    collectors.openSky.faults().add(Fault.slow(READ));
    int byFirst = collected(collectors.first());
    int bySecond = collected(collectors.second());

    // when
    Instant begin = Instant.now();
    ChaosRun.pause(PERIOD.multipliedBy(4));

    // then
    byFirst = collected(collectors.first()) - byFirst;
    bySecond = collected(collectors.second()) - bySecond;
    ChaosRun.print(
        "two collect for %s s: %d and %d", seconds(PERIOD.multipliedBy(4)), byFirst, bySecond);
    assertReadOncePerPeriod(begin);
    assertThat(byFirst).as("collected by the first").isPositive();
    assertThat(bySecond).as("collected by the second").isPositive();
  }

  private static int collected(FlightwatchProcess collector) {
    return collector.output().split("Collected ", -1).length - 1;
  }

  @Test
  void lateFlightsShouldReplaceNothingWhenReaderWasSuspendedPastItsLease() throws Exception {
    assertHarmless(Fault.slow(INTERRUPTED_READ), ": the lease was lost.* progress");
  }

  @Test
  void lateMockFlightsShouldNotBeStoredWhenWriterWasSuspendedPastItsLease() throws Exception {
    assertHarmless(
        Fault.status(503).after(INTERRUPTED_READ), ": the lease was lost.* simulated flights");
  }

  /**
   * @param warning regular expression of the warning that the suspended reader logs
   */
  private void assertHarmless(Fault fault, String warning) throws Exception {
    // given
    FlightwatchProcess late = collectors.first();
    Instant interrupted = suspendDuringRead(fault);
    JsonObject interruptedRun = collectors.collection(ONE);
    Instant taken = awaitTakeover(interrupted);
    JsonObject progress = collectors.collection(ONE);
    Map<String, JsonObject> flights = collectors.flights(ONE);
    int logged = late.output().length();

    // when
    late.resume();
    Set<String> sources = new HashSet<>();
    boolean noticed =
        ChaosRun.await(
            TIMEOUT,
            () -> {
              collectors.apis().forEach(api -> sources.addAll(sources(api)));
              return Pattern.compile(ONE + warning).matcher(late.output().substring(logged)).find();
            });
    Map<String, JsonObject> flightsAfter = collectors.flights(ONE);
    JsonObject progressAfter = collectors.collection(ONE);

    // then
    ChaosRun.print(
        "suspended in a read: taken over %d ms after the lease's end; warning after %d ms",
        taken.toEpochMilli() - interruptedRun.getLong("lease_until"),
        Duration.between(interrupted, Instant.now()).toMillis());
    assertThat(taken.toEpochMilli()).isGreaterThan(interruptedRun.getLong("lease_until"));
    assertThat(noticed).as("%s; %s", warning, progressAfter).isTrue();
    assertNothingReplaced(flights, flightsAfter);
    assertNotMovedBack(progress, progressAfter);
    assertThat(progressAfter.getString("lease_owner"))
        .isNotEqualTo(interruptedRun.getString("lease_owner"));
    assertThat(sources).containsExactly("opensky");
    ChaosRun.await(TIMEOUT, () -> collectors.reads(ONE, taken).size() > 1);
    assertThat(intervals(collectors.reads(ONE, taken)).getMin())
        .isGreaterThan(PERIOD.minus(TOLERANCE).toMillis());
  }

  /**
   * Suspends the first collector during a read, and resumes the second; returns the read's start.
   */
  private Instant suspendDuringRead(Fault fault) throws Exception {
    Instant begun =
        awaitReadByFirst(() -> collectors.openSky.faults().add(fault.forAirport(ONE).times(1)));
    collectors.first().suspend();
    collectors.second().resume();
    return begun;
  }

  private Instant awaitReadByFirst(Runnable fault) throws Exception {
    assertThat(ChaosRun.await(TIMEOUT, this::isIdle)).as("no read in progress").isTrue();
    collectors.second().suspend();
    int before = collectors.reads(ONE).size();
    fault.run();
    assertThat(ChaosRun.await(TIMEOUT, () -> collectors.reads(ONE).size() > before))
        .as("a read by the first collector")
        .isTrue();
    return collectors.reads(ONE).get(before);
  }

  private boolean isIdle() {
    JsonObject known = collectors.collection(ONE);
    return known.getLong("lease_until") == 0
        && known.getLong("next_due") > Instant.now().plus(TICK).toEpochMilli();
  }

  /**
   * Waits until the other collector has read and stored the airport; returns the time of the read.
   */
  private Instant awaitTakeover(Instant interrupted) {
    Duration limit = LEASE.plus(TICK).plus(PERIOD).plus(TOLERANCE);
    boolean taken =
        ChaosRun.await(
            limit,
            () -> {
              JsonObject known = collectors.collection(ONE);
              return known.getLong("read_at") > interrupted.toEpochMilli()
                  && known.getLong("lease_until") == 0;
            });
    assertThat(taken).as("taken over within %s", limit).isTrue();
    List<Instant> reads = collectors.reads(ONE, interrupted);
    assertThat(reads).as("the interrupted read, and that of the other collector").hasSize(2);
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

  /** Returns the sources of the airport's flights in the responses of a collector. */
  private static Set<String> sources(URI api) {
    JsonObject last = Curl.get(api, "/flights/last?airport=" + ONE).json();
    JsonObject average = Curl.get(api, "/flights/average?days=1&airport=" + ONE).json();
    String list = "/flights/my-interests?email=" + TwoCollectors.FOLLOWER + "@example.com";
    JsonArray flights = Curl.get(api, list).json().getJsonArray("flights");
    Set<String> sources =
        new HashSet<>(
            List.of(
                last.getString("source", last.encode()),
                average.getString("data_source", average.encode())));
    flights.forEach(flight -> sources.add(((JsonObject) flight).getString("source")));
    return sources;
  }

  @Test
  void airportsShouldBeTakenOverWhenCollectorIsKilled() throws Exception {
    // given
    awaitReadByFirst(() -> collectors.openSky.faults().add(Fault.slow(INTERRUPTED_READ)));
    JsonObject interruptedRun = collectors.collection(ONE);

    // when
    collectors.first().kill();
    Instant killed = Instant.now();
    collectors.second().resume();
    collectors.openSky.faults().clear();
    Duration limit = LEASE.plus(TICK).plus(PERIOD).plus(TOLERANCE);
    boolean all =
        ChaosRun.await(
            limit, () -> AIRPORTS.stream().noneMatch(a -> collectors.reads(a, killed).isEmpty()));
    Duration duration = Duration.between(killed, Instant.now());
    Instant taken = collectors.reads(ONE, killed).get(0);

    // then
    ChaosRun.print(
        "killed in a read: taken over %d ms after the lease's end, all read after %d ms",
        taken.toEpochMilli() - interruptedRun.getLong("lease_until"), duration.toMillis());
    assertThat(all).as("all read within %s", limit).isTrue();
    assertThat(taken.toEpochMilli()).isGreaterThan(interruptedRun.getLong("lease_until"));
    // Reads that the kill or the suspension interrupted may have been repeated until here.
    Instant settled = Instant.now();
    collectors.replaceFirst();
    ChaosRun.pause(PERIOD.multipliedBy(3));
    assertReadOncePerPeriod(settled);
  }

  private void assertReadOncePerPeriod(Instant since) {
    for (String airport : AIRPORTS) {
      List<Instant> reads = collectors.reads(airport, since);
      LongSummaryStatistics intervals = intervals(reads);
      ChaosRun.print(
          "  %s: %d reads, every %d ms at least, %.0f ms in the mean, period %d ms",
          airport, reads.size(), intervals.getMin(), intervals.getAverage(), PERIOD.toMillis());
      assertThat(reads).as(airport).hasSizeGreaterThan(1);
      assertThat(intervals.getMin()).as(airport).isGreaterThan(PERIOD.minus(TOLERANCE).toMillis());
    }
  }

  /** Returns statistics of the time between consecutive reads, in milliseconds. */
  private static LongSummaryStatistics intervals(List<Instant> reads) {
    return IntStream.range(1, reads.size())
        .mapToLong(i -> Duration.between(reads.get(i - 1), reads.get(i)).toMillis())
        .summaryStatistics();
  }
}
