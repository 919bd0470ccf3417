package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.mongo.EmbeddedMongoServer;
import dev.flightwatch.embedded.opensky.EmulatedAccount;
import dev.flightwatch.embedded.opensky.EmulatorOptions;
import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.testkit.SettableClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two data collectors on one database that are killed and suspended at random moments, while the
 * emulated OpenSky fails and lists other flights. The day counts agree with the stored flights when
 * no run is in progress and each airport was claimed once more, and coverage never decreases.
 */
@Tag("chaos")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountedDaysIT {
  private static final int SEQUENCES = 10;
  private static final int COLLECTORS = 2;

  /** Duration of the interruptions of a sequence. */
  private static final Duration DURATION = Duration.ofSeconds(7);

  private static final Duration PERIOD = Duration.ofMillis(400);
  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Flights move between airports of one region: their arrivals are corrected after a day. */
  private static final List<String> AIRPORTS =
      List.of("LEMD", "LFPG", "LICC", "LIMC", "LIRF", "LSZH");

  /** How long ago the airports were followed: the finished days since then are read. */
  private static final int DAYS = 1;

  private static final EmulatedAccount ACCOUNT =
      EmulatedAccount.standard().withDailyCredits(1_000_000);

  private final Vertx vertx = Vertx.vertx();
  private final EmbeddedMongoServer mongo = EmbeddedMongoServer.startEphemeral();
  private final SettableClock skyClock = new SettableClock(Instant.now());
  private OpenSkyEmulator openSky;

  @BeforeAll
  void start() {
    openSky =
        new OpenSkyEmulator(
                vertx,
                EmulatorOptions.defaults()
                    .withAccount(ACCOUNT)
                    .withClock(skyClock)
                    .withBatchHour(0))
            .listen()
            .await();
  }

  @AfterAll
  void stop() {
    vertx.close().await();
    mongo.close();
  }

  @Test
  void countsShouldAgreeWithTheStoredFlightsAfterAnySequence() throws Exception {
    long seed = ChaosRun.seed();
    for (int i = 0; i < ChaosRun.scaled(SEQUENCES); i++) {
      runSequence(seed + i);
    }
  }

  private void runSequence(long seed) throws Exception {
    Random random = new Random(seed);
    String name = "flights_" + seed;
    InterruptedCollectors collectors =
        new InterruptedCollectors(openSky, environment(name), AIRPORTS, LEASE, random);
    try (StoredDays days = new StoredDays(vertx, mongo.url(), name, AIRPORTS)) {
      collectors.clearFaults();
      days.follow(Instant.now().minus(Duration.ofDays(DAYS)));
      for (int i = 0; i < COLLECTORS; i++) {
        collectors.start();
      }
      interrupt(collectors, days, random);
      collectors.clearFaults();
      collectors.resumeAll();
      awaitReads(days, random);
      collectors.stopAll();

      // In the last claims no flight moves to another airport, whose counts would be open again.
      openSky.faults().clear();
      openSky.faults().add(Fault.status(503));
      collectors.start();
      awaitClaims(days);
      collectors.stopAll();
      ChaosRun.print(
          "counted days: seed %d, %s, %d marks of moved flights; compared: %s",
          seed, collectors, days.movedDays(), days.countedDays());
      assertThat(days.differences()).as("seed %d", seed).isEmpty();
      assertThat(days.lostCoverage()).as("seed %d", seed).isEmpty();
      assertThat(days.countedDays()).as("seed %d", seed).containsKey("opensky");
    } finally {
      collectors.stopAll();
    }
  }

  private Map<String, String> environment(String database) {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "POLL_INTERVAL_SECONDS", seconds(PERIOD),
                "POLL_TICK_SECONDS", "0.1",
                "POLL_PARALLEL", "1",
                "LEASE_SECONDS", seconds(LEASE),
                "BACKFILL_DAYS", "0",
                "OPENSKY_TIMEOUT_SECONDS", "0.4",
                "OPENSKY_PAUSE_SECONDS", "0.5",
                "OPENSKY_BREAKER_RESET_SECONDS", "0.5"));
    environment.putAll(
        Map.of(
            "MONGO_URL", mongo.url(),
            "MONGO_DATABASE", database,
            "OPENSKY_API_URL", openSky.apiUrl(),
            "OPENSKY_TOKEN_URL", openSky.tokenUrl(),
            "OPENSKY_CLIENT_ID", ACCOUNT.clientId(),
            "OPENSKY_CLIENT_SECRET", ACCOUNT.clientSecret(),
            "OPENSKY_DAILY_CREDITS", "0"));
    return environment;
  }

  private static String seconds(Duration time) {
    return Double.toString(time.toMillis() / 1000.0);
  }

  /** The time is measured from the first run on. */
  private void interrupt(InterruptedCollectors collectors, StoredDays days, Random random)
      throws Exception {
    assertThat(ChaosRun.await(TIMEOUT, days::hasCounts)).as("a first run").isTrue();
    long end = System.nanoTime() + DURATION.toNanos();
    while (System.nanoTime() - end < 0) {
      if (random.nextInt(3) != 0) {
        changeSky(random);
      }
      collectors.interrupt();
      pause(Duration.ofMillis(random.nextInt(300)), days);
    }
  }

  /** At an earlier time, the lists have other flights, and other arrival airports. */
  private void changeSky(Random random) {
    Instant time =
        Instant.now()
            .minus(Duration.ofDays(random.nextInt(DAYS + 2)))
            .minus(Duration.ofMinutes(random.nextInt(120)));
    skyClock.set(time.toString());
  }

  private static void pause(Duration time, StoredDays days) {
    ChaosRun.await(
        time,
        () -> {
          days.sampleCoverage();
          return false;
        });
  }

  /** Days are read at different times, so that some flights move to another airport. */
  private void awaitReads(StoredDays days, Random random) {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (!days.areRead(DAYS + 1) && System.nanoTime() - end < 0) {
      changeSky(random);
      pause(Duration.ofMillis(random.nextInt(300)), days);
    }
    awaitClaims(days);
  }

  private static void awaitClaims(StoredDays days) {
    Instant begin = Instant.now();
    boolean claimed =
        ChaosRun.await(
            TIMEOUT,
            () -> {
              days.sampleCoverage();
              return days.areClaimed(begin, PERIOD);
            });
    assertThat(claimed).as("each airport was claimed").isTrue();
  }
}
