package dev.flightwatch.datacollector.flights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.TestFlights;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FlightTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  @Test
  void idShouldBeTheAircraftAndTheTimeItWasFirstSeen() {
    assertThat(TestFlights.real("4ca8e5", NOON).id()).isEqualTo("4ca8e5:1773144000");
  }
}
