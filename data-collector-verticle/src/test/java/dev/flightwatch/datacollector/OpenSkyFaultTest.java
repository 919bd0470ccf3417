package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.datacollector.testing.TestFlights;
import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.TrafficPlan;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployed service while OpenSky fails and after it has recovered. */
class OpenSkyFaultTest {
  private static final int FLIGHTS = 5;

  @TempDir static Path recordings;
  private EmulatedSkyRig rig;

  /** Records flights of the last hour, whatever the time of the test. */
  @BeforeAll
  static void record() throws IOException {
    JsonArray flights = new JsonArray();
    IntStream.range(0, FLIGHTS)
        .mapToObj(i -> Instant.EPOCH.plusSeconds(600L * i))
        .map(firstSeen -> TestFlights.row("4ca8e5", firstSeen))
        .map(
            row ->
                row.put("estDepartureAirport", "EGLL")
                    .put("lastSeen", row.getInteger("firstSeen") + 300))
        .forEach(flights::add);
    Files.writeString(recordings.resolve("departures_EGLL.json"), flights.encode());
  }

  @BeforeEach
  void start() {
    rig =
        new EmulatedSkyRig(
            new TrafficPlan.Replayed(recordings, Duration.ofMinutes(5)),
            new JsonObject()
                .put("poll_interval_seconds", 0.3)
                .put("opensky_daily_credits", 0)
                .put("opensky_breaker_reset_seconds", 0.2)
                .put("opensky_pause_seconds", 0.2)
                .put("opensky_timeout_seconds", 1.5)
                .put("follow_seconds", 1));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private String lastSource(String airport) {
    HttpReply last = rig.last(airport);
    return last.status() == 404 ? null : last.json().getString("source");
  }

  private TreeSet<String> listedSources(String email) {
    return new TreeSet<>(
        rig.flights(email, 1_000).stream().map(flight -> flight.getString("source")).toList());
  }

  private void awaitCalls(String airport, int status) {
    long before = rig.emulator().calls().about(airport, status);
    awaitUntil(rig.service.vertx, () -> rig.emulator().calls().about(airport, status) > before + 1);
  }

  @Test
  void flightsShouldBeMockWhileOpenSkyFailsAndRealAfterwards() {
    // given
    rig.emulator().faults().add(Fault.status(503));

    // when
    HttpReply follow = rig.service.follow("sara@unict.it", "EGLL");

    // then
    assertThat(follow.status()).isEqualTo(200);
    assertThat(follow.json().getString("data_source")).isEqualTo("mock");
    assertThat(follow.json().getInteger("flights_collected")).isPositive();
    assertThat(lastSource("EGLL")).isEqualTo("mock");
    assertThat(rig.average("EGLL", 1).getString("data_source")).isEqualTo("mock");
    assertThat(listedSources("sara@unict.it")).containsExactly("mock");

    // when
    rig.emulator().faults().clear();

    // then
    awaitUntil(rig.service.vertx, () -> "opensky".equals(lastSource("EGLL")));
    assertThat(rig.average("EGLL", 1).getString("data_source")).isEqualTo("opensky");
    assertThat(listedSources("sara@unict.it")).containsExactly("opensky");
    assertThat(rig.service.storedFlights("mock")).isZero();
  }

  @Test
  void flightsShouldStayRealWhenOpenSkyFailsLater() {
    // given
    HttpReply first = rig.service.follow("sara@unict.it", "EGLL");
    List<JsonObject> known = rig.flights("sara@unict.it", 1_000);

    // when
    rig.emulator().faults().add(Fault.status(503));
    awaitUntil(rig.service.vertx, () -> rig.service.storedFlights("mock") > 0);
    HttpReply second = rig.service.follow("luca@unict.it", "EGLL");

    // then
    assertThat(first.json().getString("data_source")).isEqualTo("opensky");
    assertThat(second.json().getString("data_source")).isEqualTo("opensky");
    assertThat(first.json().getInteger("flights_collected")).isEqualTo(FLIGHTS);
    assertThat(second.json().getInteger("flights_collected")).isEqualTo(FLIGHTS);
    assertThat(lastSource("EGLL")).isEqualTo("opensky");
    assertThat(rig.average("EGLL", 1).getString("data_source")).isEqualTo("opensky");
    assertThat(rig.flights("luca@unict.it", 1_000)).isEqualTo(known);
  }

  @Test
  void flightsShouldKeepTheirSourcesWhenTheCreditsAreSpent() {
    // given
    rig.service.follow("sara@unict.it", "EGLL");

    // when
    rig.emulator().credits().setRemaining(0);
    awaitUntil(rig.service.vertx, () -> rig.service.storedFlights("mock") > 0);
    HttpReply known = rig.service.follow("luca@unict.it", "EGLL");
    HttpReply unknown = rig.service.follow("luca@unict.it", "FHAW");

    // then
    assertThat(known.json().getString("data_source")).isEqualTo("opensky");
    assertThat(unknown.json().getString("data_source")).isEqualTo("mock");
    assertThat(lastSource("EGLL")).isEqualTo("opensky");
    assertThat(listedSources("sara@unict.it")).containsExactly("opensky");
  }

  @Test
  void airportWithoutTrafficShouldHaveNoFlightsAfterItWasRead() {
    // given
    rig.emulator().faults().add(Fault.status(503));
    HttpReply follow = rig.service.follow("sara@unict.it", "FHAW");

    // when
    rig.emulator().faults().clear();

    // then
    assertThat(follow.json().getString("data_source")).isEqualTo("mock");
    awaitUntil(rig.service.vertx, () -> lastSource("FHAW") == null);
    assertThat(rig.average("FHAW", 1).getDouble("average_flights")).isZero();
    assertThat(rig.average("FHAW", 1).getString("data_source")).isNull();
    assertThat(rig.flights("sara@unict.it", 10)).isEmpty();

    // when: it fails again after the read
    rig.emulator().faults().add(Fault.status(503).forAirport("FHAW"));
    awaitCalls("FHAW", 503);

    // then
    assertThat(lastSource("FHAW")).isNull();
  }

  @Test
  void followShouldRespondInTimeWhenOpenSkyIsSlow() {
    // given
    rig.emulator().faults().add(Fault.slow(Duration.ofMinutes(1)));
    long begin = System.nanoTime();

    // when
    HttpReply follow = rig.service.follow("sara@unict.it", "EGLL");

    // then
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    assertThat(follow.status()).isEqualTo(200);
    assertThat(follow.json().getString("data_source")).isIn(null, "mock");

    // and: other operations do not wait for OpenSky
    long requested = System.nanoTime();
    rig.service.interests("sara@unict.it");
    assertThat(Duration.ofNanos(System.nanoTime() - requested)).isLessThan(Duration.ofSeconds(1));
    awaitUntil(rig.service.vertx, () -> "mock".equals(lastSource("EGLL")));
  }

  @Test
  void healthShouldBeDegradedButReadyWhileOpenSkyFails() {
    // given
    rig.emulator().faults().add(Fault.status(503));
    rig.service.follow("sara@unict.it", "EGLL");

    // when
    HttpReply ready = rig.service.management().get("/health/ready");

    // then
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.json().getString("status")).isEqualTo("DEGRADED");
    assertThat(ready.body().toString()).contains("503").doesNotContain("secret", "127.0.0.1");
  }
}
