package dev.flightwatch.datacollector.simulation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.airports.Airport;
import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.airports.Coordinates;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.opensky.AircraftState;
import dev.flightwatch.datacollector.opensky.Area;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MockAircraftTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final int PERIOD = 15;

  private static Airport airport(String code) {
    return AirportReference.get().find(code).orElseThrow();
  }

  private static Coordinates position(AircraftState state) {
    return new Coordinates(state.latitude(), state.longitude());
  }

  private static Map<String, AircraftState> around(Airport airport, Instant now) {
    return MockAircraft.around(airport, now).stream()
        .collect(toMap(AircraftState::icao24, Function.identity()));
  }

  /** The hubs, a small airport, and airports near the antimeridian and the pole. */
  @ParameterizedTest
  @ValueSource(strings = {"LICC", "EDDF", "EGLL", "KJFK", "NZCH", "NFNA", "ENSB", "PASY"})
  void aircraftShouldFlySmoothlyInTheArea(String code) {
    // given
    Airport airport = airport(code);
    Area area = Area.around(airport.latitude(), airport.longitude());
    Map<String, AircraftState> before = around(airport, NOON);
    int flying = 0;
    int parked = 0;

    for (int i = 1; i < 4 * 60 * 12; i++) {
      // when
      Map<String, AircraftState> after = around(airport, NOON.plusSeconds(PERIOD * (long) i));

      // then
      for (AircraftState state : after.values()) {
        assertThat(area.contains(state.latitude(), state.longitude())).isTrue();
        assertThat(state.icao24()).matches("[bd][0-9a-f]{5}");
        assertThat(state.heading()).isBetween(0.0, 360.0);
        assertThat(state.velocity()).isBetween(0.0, 230.0);
        assertThat(state.altitude()).isBetween(0.0, 10_600.0);
        if (before.containsKey(state.icao24())) {
          checkMove(before.get(state.icao24()), state);
        }
      }
      flying += (int) after.values().stream().filter(each -> !each.onGround()).count();
      parked += (int) after.values().stream().filter(AircraftState::onGround).count();
      before = after;
    }
    assertThat(flying).as("in the air, on average").isGreaterThan(4 * 60 * 12);
    assertThat(parked).as("on the ground, on average").isGreaterThan(4 * 60 * 12);
  }

  private static void checkMove(AircraftState before, AircraftState after) {
    double metres = position(before).distanceTo(position(after));
    double fastest = Math.max(before.velocity(), after.velocity());
    assertThat(metres).as("%s to %s", before, after).isLessThan(fastest * PERIOD + 1_200);
    if (!before.onGround() && !after.onGround()) {
      double slowest = Math.min(before.velocity(), after.velocity());
      assertThat(metres).isBetween(slowest * PERIOD - 30, fastest * PERIOD + 30);
      double turn = Math.abs(position(before).bearingTo(position(after)) - after.heading()) % 360;
      assertThat(Math.min(turn, 360 - turn)).as("%s to %s", before, after).isLessThan(3);
    }
  }

  @Test
  void aircraftShouldBeTheSameInEveryProcess() {
    assertThat(MockAircraft.around(airport("LICC"), NOON))
        .contains(
            new AircraftState(
                "b292fe", "MOCK2641", 37.6561, 14.3025, 4992.0, 214.6, 287.1, false, NOON));
  }

  @Test
  void departingAircraftShouldFlyTheSimulatedFlights() {
    // given: a flight from the list
    Instant later = NOON.plus(Duration.ofHours(1));
    List<Flight> flights = MockFlights.departures(new AirportCode("LICC"), later);

    for (Flight flight : flights) {
      // when
      AircraftState state =
          around(airport("LICC"), Instant.ofEpochSecond(flight.firstSeen() + 600))
              .get(flight.icao24());

      // then
      assertThat(state.callsign()).isEqualTo(flight.data().getString("callsign"));
      assertThat(state.onGround()).isFalse();
      assertThat(state.altitude()).isEqualTo(7_200);
    }
    assertThat(flights).isNotEmpty();
  }
}
