package dev.flightwatch.datacollector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.testing.TestFlights;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlightJsonTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  @Test
  void flightShouldBeOpenSkysObjectFollowedByTheSourceAndWhetherItIsSimulated() {
    // given
    JsonObject row = TestFlights.row("4ca8e5", NOON).put("aNewField", 1);
    Flight flight = Flight.of(row, Source.MOCK);

    // when
    JsonObject json = FlightJson.flight(flight, DataOrigin.UNKNOWN);

    // then
    assertThat(json.encode())
        .isEqualTo(row.copy().put("source", "mock").put("simulated", true).encode());
    assertThat(flight.data().containsKey("source")).isFalse();
  }
}
