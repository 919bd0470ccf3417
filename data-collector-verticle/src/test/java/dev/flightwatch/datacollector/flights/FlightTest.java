package dev.flightwatch.datacollector.flights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.TestFlights;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlightTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  @Test
  void answerShouldBeOpenSkysObjectAndTheSourceLast() {
    // given
    JsonObject row = TestFlights.row("4ca8e5", NOON).put("aNewField", 1);
    Flight flight = Flight.of(row, Source.MOCK);

    // when
    JsonObject answer = flight.answer();

    // then
    assertThat(answer.encode()).isEqualTo(row.copy().put("source", "mock").encode());
    assertThat(flight.data().containsKey("source")).isFalse();
  }

  @Test
  void idShouldBeTheAircraftAndWhenItWasFirstSeen() {
    assertThat(TestFlights.real("4ca8e5", NOON).id()).isEqualTo("4ca8e5:1773144000");
  }
}
