package dev.flightwatch.datacollector.http;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightPage;
import dev.flightwatch.datacollector.testing.TestFlights;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without {@code to}; the flight service returns what lies in the window. */
class AirportFlightsEndpointTest {
  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = Bus.of(vertx);
  private final SettableClock clock = new SettableClock("2026-03-10T12:34:00Z");
  private final AirportFlightsEndpoint endpoint =
      new AirportFlightsEndpoint(bus, () -> DataOrigin.NETWORK, clock);
  private volatile List<Flight> stored = List.of(flight("4ca8e5", "2026-03-10T10:00:00Z"));

  private static Flight flight(String icao24, String firstSeen) {
    return TestFlights.real(icao24, Instant.parse(firstSeen));
  }

  @BeforeEach
  void consume() {
    await(
        bus.consume(
            FlightMessages.FIND_IN_WINDOW,
            find ->
                Future.succeededFuture(
                    new FlightPage(
                        0,
                        stored.stream()
                            .filter(
                                flight ->
                                    find.window().begin().getEpochSecond() <= flight.firstSeen()
                                        && flight.firstSeen()
                                            <= find.window().end().getEpochSecond())
                            .toList(),
                        Optional.empty()))));
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private Response get(String now) {
    clock.set(now);
    Request request =
        new Request(
            null,
            Map.of("code", "LICC"),
            Map.of("direction", "departure", "limit", "10"),
            Map.of(),
            "correlation");
    return await(endpoint.apply(request).response().get()).response();
  }

  private String tag(String now) {
    return get(now).headers().get("ETag");
  }

  @Test
  void tagShouldBeTheSameWithinAMinuteAndNotAfterIt() {
    // when
    String tag = tag("2026-03-10T12:34:00Z");

    // then
    assertThat(tag).isNotNull().isEqualTo(tag("2026-03-10T12:34:59.999Z"));
    assertThat(tag).isNotEqualTo(tag("2026-03-10T12:35:00Z"));
  }

  @Test
  void flightsOfTheCurrentMinuteShouldBeInTheResponse() {
    // given
    String before = tag("2026-03-10T12:34:30Z");

    // when
    stored = List.of(flight("4ca8e5", "2026-03-10T12:34:40Z"));
    Response response = get("2026-03-10T12:34:40Z");

    // then
    assertThat(response.body().toJsonObject().getJsonArray("flights")).hasSize(1);
    assertThat(response.headers().get("ETag")).isNotEqualTo(before);
  }
}
