package dev.flightwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.opensky.EmulatedAccount;
import dev.flightwatch.embedded.opensky.EmulatorOptions;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.embedded.opensky.TrafficPlan;
import dev.flightwatch.testkit.SettableClock;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * The whole system for a browser, and an OpenSky emulator of which the test decides when a flight
 * appears. It can be stopped and started again at the same address.
 */
final class BoardSystem implements AutoCloseable {
  private static final EmulatedAccount ACCOUNT =
      EmulatedAccount.standard().withDailyCredits(1_000_000);

  private final Vertx vertx = Vertx.vertx();
  private final Path data;
  private final Map<String, String> environment;
  private final SettableClock clock;
  private final OpenSkyEmulator openSky;

  /** The first second of the flight that appears next, at every airport. */
  private Instant next;

  private FlightwatchProcess process;

  BoardSystem(Path folder) throws IOException {
    data = folder.resolve("data");
    next = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(50));
    Instant end = next.plus(BoardFlights.INTERVAL).plus(BoardFlights.LENGTH);
    Path flights = BoardFlights.write(Files.createDirectories(folder.resolve("flights")), end);
    clock = new SettableClock(next.minus(BoardFlights.INTERVAL.dividedBy(2)));
    TrafficPlan plan = new TrafficPlan.Replayed(flights, Duration.between(end, clock.instant()));
    openSky =
        new OpenSkyEmulator(
                vertx,
                EmulatorOptions.defaults().withClock(clock).withAccount(ACCOUNT).withTraffic(plan))
            .listen()
            .await();
    environment =
        new HashMap<>(
            Map.of(
                "OPENSKY_API_URL",
                openSky.apiUrl(),
                "OPENSKY_TOKEN_URL",
                openSky.tokenUrl(),
                "OPENSKY_CLIENT_ID",
                ACCOUNT.clientId(),
                "OPENSKY_CLIENT_SECRET",
                ACCOUNT.clientSecret(),
                "OPENSKY_DAILY_CREDITS",
                "0",
                "OPENSKY_BREAKER_RESET_SECONDS",
                "0.5",
                "POLL_INTERVAL_SECONDS",
                "2",
                "POLL_TICK_SECONDS",
                "0.3",
                "FOLLOWED_SCAN_SECONDS",
                "1"));
    start();
    environment.put("GATEWAY_HTTP_PORT", "" + process.gateway().getPort());
  }

  void start() throws IOException {
    process = FlightwatchProcess.start(data, environment).awaitReady();
  }

  /** Stops the services and the gateway; the emulator runs on. */
  void stop() throws IOException {
    process.close();
  }

  FlightwatchProcess process() {
    return process;
  }

  OpenSkyEmulator openSky() {
    return openSky;
  }

  /** Returns the address of a page of the board, such as {@code ?airport=LICC}. */
  URI page(String query) {
    return process.gateway().resolve("/" + query);
  }

  /** Lets the next flight appear at every airport, and returns its first second. */
  Instant addFlight() {
    Instant added = next;
    next = next.plus(BoardFlights.INTERVAL);
    clock.advance(BoardFlights.INTERVAL);
    return added;
  }

  /** Lets somebody other than the visitor follow an airport. */
  void follow(String airport) {
    JsonObject user =
        JsonObject.of("email", "other@example.org", "password", "correct-horse-battery");
    Curl.register(process.userManager(), "other", user).join();
    JsonObject interest = JsonObject.of("email", "other@example.org", "airport", airport);
    assertThat(Curl.post(process.dataCollector(), "/interests", interest).status()).isEqualTo(200);
  }

  /** Returns the number of event streams that are open at the data collector. */
  int streams() {
    return (int)
        Exposition.of(process.dataCollectorHealth()).samples().stream()
            .filter(sample -> sample.name().endsWith("event_streams"))
            .filter(sample -> "data-collector http".equals(sample.labels().get("server")))
            .mapToDouble(Exposition.Sample::value)
            .sum();
  }

  @Override
  public void close() throws IOException {
    process.close();
    vertx.close().await();
  }
}
