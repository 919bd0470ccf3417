package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions.BreakerOptions;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions.ClientCredentials;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions.Limits;
import dev.flightwatch.embedded.opensky.EmulatedAccount;
import dev.flightwatch.embedded.opensky.EmulatorOptions;
import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.testkit.SettableClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A source that reads an emulator; both use one clock. Its methods block the test's thread. */
final class OpenSkyRig implements AutoCloseable {

  static final String NOON = "2026-03-10T12:00:00Z";
  static final AirportCode AIRPORT = LICC;
  static final Duration CALL = Duration.ofSeconds(5);
  static final Duration MARGIN = Duration.ofSeconds(30);
  static final Duration PAUSE = Duration.ofSeconds(60);
  static final int ANSWER_BYTES = 100_000;
  static final int CONNECTIONS = 20;
  static final int DAILY = 4_000;
  static final Duration RESET = Duration.ofSeconds(30);
  static final int BREAKER_FAILURES = 5;

  final SettableClock clock = new SettableClock(NOON);
  final Vertx vertx = Vertx.vertx();
  final OpenSkyEmulator emulator =
      await(new OpenSkyEmulator(vertx, EmulatorOptions.defaults().withClock(clock)).listen());
  final FlightSource source;

  OpenSkyRig() {
    this(options -> options);
  }

  OpenSkyRig(UnaryOperator<OpenSkyOptions> change) {
    source =
        OpenSky.source(
            vertx, change.apply(options(emulator.apiUrl(), emulator.tokenUrl(), account())), clock);
  }

  static ClientCredentials account() {
    EmulatedAccount account = EmulatedAccount.standard();
    return new ClientCredentials(account.clientId(), account.clientSecret());
  }

  static DepartureQuery query(AirportCode airport, Duration timeLimit) {
    Instant noon = Instant.parse(NOON);
    return new DepartureQuery(airport, noon.minus(Duration.ofHours(12)), noon, timeLimit);
  }

  static OpenSkyOptions options(String apiUrl, String tokenUrl, ClientCredentials credentials) {
    return new OpenSkyOptions(
        URI.create(apiUrl),
        URI.create(tokenUrl),
        Optional.ofNullable(credentials),
        new Limits(CALL, MARGIN, PAUSE, ANSWER_BYTES, CONNECTIONS, DAILY),
        new BreakerOptions(BREAKER_FAILURES, Duration.ofSeconds(300), RESET));
  }

  static OpenSkyOptions withCall(OpenSkyOptions options, Duration call) {
    return with(options, new Limits(call, MARGIN, PAUSE, ANSWER_BYTES, CONNECTIONS, DAILY));
  }

  static OpenSkyOptions withConnections(OpenSkyOptions options, int connections) {
    return with(options, new Limits(CALL, MARGIN, PAUSE, ANSWER_BYTES, connections, DAILY));
  }

  private static OpenSkyOptions with(OpenSkyOptions options, Limits limits) {
    return new OpenSkyOptions(
        options.apiUrl(), options.tokenUrl(), options.credentials(), limits, options.breaker());
  }

  static OpenSkyOptions withReset(OpenSkyOptions options, Duration reset) {
    BreakerOptions breaker = options.breaker();
    return new OpenSkyOptions(
        options.apiUrl(),
        options.tokenUrl(),
        options.credentials(),
        options.limits(),
        new BreakerOptions(breaker.failures(), breaker.window(), reset));
  }

  FlightSource source(ClientCredentials credentials) {
    return OpenSky.source(
        vertx, options(emulator.apiUrl(), emulator.tokenUrl(), credentials), clock);
  }

  ReadResult read() {
    return read(AIRPORT);
  }

  ReadResult read(AirportCode airport) {
    return await(start(airport));
  }

  ReadResult readWithin(Duration timeLimit) {
    return await(source.departures(query(AIRPORT, timeLimit)));
  }

  Future<ReadResult> start(AirportCode airport) {
    return source.departures(query(airport, Duration.ofSeconds(9)));
  }

  /** Starts all reads in one task of an event loop, so that none completes before the last. */
  List<ReadResult> readInParallel(int times) {
    List<Future<ReadResult>> reads =
        await(
            Future.future(
                promise ->
                    vertx.runOnContext(
                        task ->
                            promise.complete(
                                Stream.generate(() -> start(AIRPORT)).limit(times).toList()))));
    return reads.stream().map(OpenSkyRig::await).toList();
  }

  void failWith(Fault fault) {
    emulator.faults().add(fault);
  }

  void recover() {
    emulator.faults().clear();
  }

  /** Returns the airport's flights in the emulator. */
  List<JsonObject> traffic() {
    long noon = clock.instant().getEpochSecond();
    return emulator.traffic().departures(AIRPORT.value(), noon - 12 * 3600, noon, clock.instant());
  }

  void waitUntil(BooleanSupplier condition) {
    await(
        Future.future(
            promise ->
                vertx.setPeriodic(
                    5,
                    timer -> {
                      if (condition.getAsBoolean()) {
                        vertx.cancelTimer(timer);
                        promise.tryComplete();
                      }
                    })));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not completed within 10 s", e);
    }
  }

  @Override
  public void close() {
    await(emulator.close());
    await(vertx.close());
  }
}
