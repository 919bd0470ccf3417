package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.FaultSequence.AirportTraffic;
import dev.flightwatch.datacollector.FaultSequence.Step;
import dev.flightwatch.datacollector.testing.HttpCaller;
import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.datacollector.testing.TestFlights;
import dev.flightwatch.embedded.opensky.CallLog;
import dev.flightwatch.embedded.opensky.EmulatedAccount;
import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.FaultTarget;
import dev.flightwatch.embedded.opensky.TrafficPlan;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault of the emulator, and random sequences of faults: checks the sources of all flights
 * after each step. The deployed service is shared; each test uses other airports.
 */
class OpenSkyFaultSequencesTest {
  private static final int SEQUENCES = 200;
  private static final double SCALE = Double.parseDouble(System.getProperty("chaos.scale", "1"));
  private static final int COUNT = Math.max(10, (int) Math.ceil(SEQUENCES * SCALE));
  private static final Map<AirportTraffic, Integer> FLIGHTS =
      Map.of(AirportTraffic.QUIET, 3, AirportTraffic.BUSY, 25);

  @TempDir static Path recordings;
  private static EmulatedSkyRig rig;
  private static HttpCaller management;
  private static int lastNumber;

  private boolean wasBreakerOpen;

  /** Records flights that are older than most mock ones and recent enough for a follow. */
  @BeforeAll
  static void start() throws IOException {
    JsonArray flights = new JsonArray();
    for (int number = 1; number <= 2 * COUNT + 100; number++) {
      for (AirportTraffic traffic : FLIGHTS.keySet()) {
        addFlights(number, traffic, flights);
      }
    }
    Files.writeString(recordings.resolve("departures_all.json"), flights.encode());
    rig =
        new EmulatedSkyRig(
            new TrafficPlan.Replayed(recordings, Duration.ofMinutes(40)),
            new JsonObject()
                .put("poll_interval_seconds", 0.2)
                .put("opensky_daily_credits", 0)
                .put("backfill_days", 0)
                .put("opensky_breaker_failures", 3)
                .put("opensky_breaker_reset_seconds", 0.2)
                .put("opensky_pause_seconds", 0.2)
                .put("opensky_timeout_seconds", 1)
                .put("follow_seconds", 1.5));
    management = rig.service.management();
    // In a cold JVM the first follow exceeds its time limit.
    rig.service.follow("sara@unict.it", "FHAW");
    rig.service.remove("interests", new JsonObject());
  }

  private static void addFlights(int number, AirportTraffic traffic, JsonArray flights) {
    String icao24 = String.format("%06x", 0x400000 + number * FLIGHTS.size() + traffic.ordinal());
    for (int i = 0; i < FLIGHTS.get(traffic); i++) {
      Instant firstSeen = Instant.EPOCH.plusSeconds(60L * i);
      flights.add(
          TestFlights.row(icao24, firstSeen)
              .put("estDepartureAirport", airport(traffic, number))
              .put("lastSeen", (int) firstSeen.getEpochSecond() + 300));
    }
  }

  private static String airport(AirportTraffic traffic, int number) {
    String digits = Integer.toString(number, 36).toUpperCase(Locale.ROOT);
    return traffic.name().charAt(0) + "000".substring(digits.length()) + digits;
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @AfterEach
  void deleteAll() {
    rig.emulator().faults().clear();
    // The clock stands still, so the emulator never renews them.
    rig.emulator().credits().setRemaining(EmulatedAccount.standard().dailyCredits());
    Stream.of("interests", "flights", "collections")
        .forEach(collection -> rig.service.remove(collection, new JsonObject()));
  }

  static Stream<Fault> everyFault() {
    return Stream.of(FaultTarget.values()).flatMap(FaultSequence::every);
  }

  @ParameterizedTest
  @MethodSource("everyFault")
  void flightsShouldBeMockDuringAFaultAndRealAfterIt(Fault fault) {
    // given
    SourceInvariants invariants = new SourceInvariants(rig);
    String airport = airport(AirportTraffic.QUIET, ++lastNumber);
    rig.emulator().faults().add(fault);
    rig.emulator().expireTokens();
    long before = callsWith(fault);

    // when
    invariants.follow("sara@unict.it", airport);

    // then
    awaitUntil(
        rig.service.vertx, () -> "mock".equals(SourceInvariants.sourceOf(rig.last(airport))));
    assertThat(callsWith(fault)).as(fault.toString()).isGreaterThan(before);
    invariants.check();

    // when
    rig.emulator().faults().clear();
    invariants.follow("luca@unict.it", airport);

    // then
    invariants.awaitAllRead();
  }

  @Test
  void flightsShouldKeepTheirSourcesWhileTheBreakerIsOpen() {
    // given: an airport with traffic and one without
    SourceInvariants invariants = new SourceInvariants(rig);
    int number = ++lastNumber;
    String known = airport(AirportTraffic.QUIET, number);
    String silent = airport(AirportTraffic.SILENT, number);
    invariants.follow("sara@unict.it", known);
    invariants.follow("sara@unict.it", silent);
    invariants.awaitAllRead();

    // when
    rig.emulator().faults().add(Fault.status(503));
    awaitUntil(rig.service.vertx, OpenSkyFaultSequencesTest::isBreakerOpen);
    HttpReply ready = management.get("/health/ready");

    // then
    assertThat(invariants.follow("sara@unict.it", airport(AirportTraffic.BUSY, number)))
        .isEqualTo("mock");
    assertThat(invariants.follow("luca@unict.it", known)).isEqualTo("opensky");
    invariants.follow("luca@unict.it", silent);
    invariants.check();
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().getString("status")).isEqualTo("DEGRADED");
    assertThat(ready.body().toString()).doesNotContain("secret", "127.0.0.1");
    assertThat(openSky(known))
        .isEqualTo(
            JsonObject.of("simulated", true, "emulator", true)
                .putNull("credits_left")
                .putNull("rate_limited_until")
                .put("available", false));

    // when
    rig.emulator().faults().clear();

    // then
    invariants.awaitAllRead();
  }

  private static JsonObject openSky(String airport) {
    JsonObject details = rig.service.http.get("/airports/" + airport).json();
    return details.getJsonObject("collection").getJsonObject("opensky");
  }

  /** The breaker of flights, which stands beside the mode; aircraft have another one. */
  private static boolean isBreakerOpen() {
    String ready = management.get("/health/ready").body().toString();
    return !ready.contains("\"mode\":\"opensky\",\"breaker\":\"closed\"");
  }

  private static long callsWith(Fault fault) {
    return rig.emulator().calls().recent().stream()
        .filter(call -> call.fault() == fault.kind())
        .filter(call -> (call.airport() == null) == (fault.target() == FaultTarget.TOKEN))
        .count();
  }

  @Tag("chaos")
  @Test
  void sourcesShouldHoldAfterEachStepOfRandomSequences() {
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    for (int i = 0; i < COUNT; i++) {
      run(FaultSequence.of(seed + i));
      deleteAll();
    }
    if (COUNT >= SEQUENCES) {
      assertThat(wasBreakerOpen).as("breaker was open, chaos.seed " + seed).isTrue();
    }
  }

  /** Names the seed of the sequence in a failure. */
  private void run(FaultSequence sequence) {
    SourceInvariants invariants = new SourceInvariants(rig);
    int number = ++lastNumber;
    int done = 0;
    try {
      for (Step step : sequence.steps()) {
        done++;
        perform(step, invariants, number);
        invariants.check();
        wasBreakerOpen |= isBreakerOpen();
      }
      rig.emulator().faults().clear();
      invariants.awaitAllRead();
    } catch (AssertionError e) {
      String where = "chaos.seed " + sequence.seed() + ", step " + done + " of " + sequence;
      throw new AssertionError(where + ": " + e.getMessage(), e);
    }
  }

  private void perform(Step step, SourceInvariants invariants, int number) {
    if (step instanceof Step.SwitchOn on) {
      switchOn(on.fault());
    } else if (step instanceof Step.SwitchOnFor on) {
      switchOn(on.fault().forAirport(airport(on.traffic(), number)));
    } else if (step instanceof Step.ClearFaults) {
      rig.emulator().faults().clear();
    } else if (step instanceof Step.ExpireTokens) {
      rig.emulator().expireTokens();
    } else if (step instanceof Step.FollowAirport follow) {
      String email = "user-" + number + "-" + follow.user() + "@unict.it";
      invariants.follow(email, airport(follow.traffic(), number));
    } else if (step instanceof Step.AwaitPoll poll) {
      awaitPoll(airport(poll.traffic(), number));
    }
  }

  /** Only calls that need a token meet a fault of the token server. */
  private static void switchOn(Fault fault) {
    rig.emulator().faults().add(fault);
    if (fault.target() == FaultTarget.TOKEN) {
      rig.emulator().expireTokens();
    }
  }

  /**
   * Waits until a call was made and its result is stored. Token requests, without which no call is
   * made, count. So do calls about another airport while the breaker is open: two airports that are
   * read at the interval of its trials may take turns, so that one airport gets all trials.
   */
  private static void awaitPoll(String airport) {
    CallLog calls = rig.emulator().calls();
    long before = calls.about(airport) + calls.tokenRequests();
    long beforeAll = calls.total();
    awaitUntil(
        rig.service.vertx,
        () ->
            calls.about(airport) + calls.tokenRequests() > before
                || calls.total() > beforeAll && isBreakerOpen());
    List<Long> due = nextDue(airport);
    awaitUntil(rig.service.vertx, () -> !nextDue(airport).equals(due));
  }

  private static List<Long> nextDue(String airport) {
    return rig.service.documents("collections", new JsonObject().put("_id", airport)).stream()
        .map(progress -> progress.getLong("next_due"))
        .toList();
  }
}
