package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.on;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions.ClientCredentials;
import dev.flightwatch.embedded.opensky.EmulatedAccount;
import dev.flightwatch.embedded.opensky.EmulatorOptions;
import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A source that reads an emulator; both use one clock. Its methods block the test's thread. */
public final class OpenSkyRig implements AutoCloseable {
  static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  public static final Duration CALL = Duration.ofSeconds(20);
  public static final Duration RESET = Duration.ofSeconds(30);
  static final int BREAKER_FAILURES = 5;

  final SettableClock clock = new SettableClock(NOON);
  final Vertx vertx = Vertx.vertx();
  final OpenSkyEmulator emulator =
      await(new OpenSkyEmulator(vertx, EmulatorOptions.defaults().withClock(clock)).listen());
  final List<Boolean> fromEmulator = new CopyOnWriteArrayList<>();
  volatile boolean isAccepted = true;
  final OpenSky sources;
  final FlightSource source;

  OpenSkyRig() {
    this(CALL, RESET);
  }

  OpenSkyRig(Duration call, Duration breakerReset) {
    sources =
        OpenSky.open(
            vertx,
            options(emulator.apiUrl(), emulator.tokenUrl(), account(), call, breakerReset),
            this::accepts,
            clock);
    source = sources.flights();
  }

  public static ClientCredentials account() {
    EmulatedAccount account = EmulatedAccount.standard();
    return new ClientCredentials(account.clientId(), account.clientSecret());
  }

  public static OpenSkyOptions options(
      String apiUrl,
      String tokenUrl,
      ClientCredentials credentials,
      Duration call,
      Duration breakerReset) {
    return options(apiUrl, tokenUrl, credentials, call, breakerReset, 4_000);
  }

  public static OpenSkyOptions options(
      String apiUrl,
      String tokenUrl,
      ClientCredentials credentials,
      Duration call,
      Duration breakerReset,
      int dailyCredits) {
    return new OpenSkyOptions(
        URI.create(apiUrl),
        URI.create(tokenUrl),
        Optional.ofNullable(credentials),
        call,
        Duration.ofSeconds(60),
        dailyCredits,
        BREAKER_FAILURES,
        breakerReset);
  }

  static FlightQuery query(AirportCode airport, Duration timeLimit) {
    return new FlightQuery(
        airport, Direction.DEPARTURE, NOON.minus(Duration.ofHours(12)), NOON, timeLimit);
  }

  FlightSource source(ClientCredentials credentials) {
    return OpenSky.open(
            vertx,
            options(emulator.apiUrl(), emulator.tokenUrl(), credentials, CALL, RESET),
            this::accepts,
            clock)
        .flights();
  }

  private Future<Boolean> accepts(boolean isEmulator) {
    fromEmulator.add(isEmulator);
    return Future.succeededFuture(isAccepted);
  }

  ReadResult read() {
    return read(LICC);
  }

  ReadResult read(AirportCode airport) {
    return await(start(airport));
  }

  /** Makes as many reads in a row as open the circuit breaker if they fail. */
  void readUntilTheBreakerOpens() {
    Stream.generate(this::read).limit(BREAKER_FAILURES).toList();
  }

  ReadResult readWithin(Duration timeLimit) {
    return await(source.flights(query(LICC, timeLimit)));
  }

  Future<ReadResult> start(AirportCode airport) {
    return source.flights(query(airport, CALL));
  }

  /** Starts all reads in one task of an event loop, so that none completes before the last. */
  List<ReadResult> readInParallel(int times) {
    return await(
        on(
            vertx.getOrCreateContext(),
            () ->
                Future.all(Stream.generate(() -> start(LICC)).limit(times).toList())
                    .map(all -> all.<ReadResult>list())));
  }

  void failWith(Fault fault) {
    emulator.faults().add(fault);
  }

  long callsAboutLicc() {
    return emulator.calls().about(LICC.value());
  }

  Stream<String> metrics() {
    return Meters.of(vertx).text().lines();
  }

  @Override
  public void close() {
    await(emulator.close());
    await(vertx.close());
  }
}
