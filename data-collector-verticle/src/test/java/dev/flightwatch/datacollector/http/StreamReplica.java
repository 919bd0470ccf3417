package dev.flightwatch.datacollector.http;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.on;

import dev.flightwatch.datacollector.collection.AirportMark;
import dev.flightwatch.datacollector.details.AirportMessages;
import dev.flightwatch.datacollector.details.AirportMessages.FoundMarks;
import dev.flightwatch.datacollector.details.AirportMessages.FoundSummaries;
import dev.flightwatch.datacollector.details.AirportSummary;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache;
import dev.flightwatch.toolkit.http.ClientLimits;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.openapi.HttpApiServer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A REST API whose services read the versions of airports that all replicas share. */
final class StreamReplica implements AutoCloseable {
  /** All clients of a test have one address. */
  private static final HttpLimits LIMITS =
      HttpLimits.of(1_024).withPerClient(new ClientLimits(2_000, 2_000, 2));

  final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private final Context context = vertx.getOrCreateContext();
  private final Map<AirportCode, Integer> airportToVersion;
  private final Duration period;
  private AirportFeed feed;
  private HttpListener listener;

  /**
   * @param period interval between the checks for changes of other replicas
   */
  StreamReplica(Map<AirportCode, Integer> airportToVersion, Duration period) {
    this.airportToVersion = airportToVersion;
    this.period = period;
    await(
        Future.all(
            bus.consume(
                AirportMessages.FIND_MARKS,
                find ->
                    Future.succeededFuture(
                        new FoundMarks(find.airports().stream().map(this::mark).toList()))),
            bus.consume(
                AirportMessages.FIND_SUMMARIES,
                find ->
                    Future.succeededFuture(
                        new FoundSummaries(find.airports().stream().map(this::summary).toList()))),
            bus.consume(
                FlightMessages.FIND_LAST,
                find -> Future.succeededFuture(flight(airportToVersion.get(find.airport()))))));
    start();
  }

  private AirportMark mark(AirportCode airport) {
    return new AirportMark(airport, airportToVersion.get(airport), Optional.empty(), true, 0);
  }

  private AirportSummary summary(AirportCode airport) {
    return new AirportSummary(mark(airport), Optional.of(Source.OPENSKY), Optional.of(1L));
  }

  private static Flight flight(int version) {
    JsonObject row =
        new JsonObject()
            .put("icao24", "abc123")
            .put("firstSeen", version)
            .put("lastSeen", version)
            .put("estDepartureAirport", "LICC");
    return Flight.of(row, Source.OPENSKY);
  }

  int port() {
    return listener.port();
  }

  void start() {
    listener =
        await(
            on(
                context,
                () -> {
                  Supplier<DataOrigin> origin = () -> DataOrigin.NETWORK;
                  ResponseCache responses =
                      ResponseCache.of(vertx, "replica", 1_048_576, Duration.ofSeconds(5));
                  feed = new AirportFeed(vertx, bus, responses, origin, period);
                  HttpListenerOptions options =
                      new HttpListenerOptions("replica http", "127.0.0.1", 0, LIMITS);
                  return CacheInvalidation.begin(bus, responses)
                      .compose(v -> feed.begin())
                      .compose(
                          v ->
                              HttpApiServer.open(
                                  vertx,
                                  options,
                                  "openapi/data-collector.yaml",
                                  DataCollectorEndpoints.all(
                                      bus,
                                      responses,
                                      feed,
                                      new AircraftFeed(vertx, bus, origin),
                                      origin)));
                }));
  }

  void stop() {
    await(
        on(
            context,
            () -> {
              feed.end();
              return listener.close(Duration.ofMillis(5));
            }));
  }

  /** Changes the flights of an airport in this replica. */
  void change(AirportCode airport) {
    airportToVersion.merge(airport, 1, Integer::sum);
    bus.publish(FlightMessages.COLLECTED, new FlightsCollected(airport, 1, 0, Source.OPENSKY));
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
