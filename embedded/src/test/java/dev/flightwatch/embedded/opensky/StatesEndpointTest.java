package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatesEndpointTest {

  @RegisterExtension final RunningEmulator target = new RunningEmulator();

  @BeforeEach
  void getToken() throws TimeoutException {
    target.authorized();
  }

  @Test
  void statesShouldBeVectorsOfSeventeenInTheRequestedArea() throws TimeoutException {
    // when
    List<JsonArray> all = states("");
    List<JsonArray> inArea = states("?lamin=45&lomin=5&lamax=52&lomax=12");

    // then
    assertThat(all)
        .hasSizeGreaterThan(20)
        .allMatch(state -> state.size() == 17)
        .allMatch(state -> state.getString(0).matches("[0-9a-f]{6}"));
    assertThat(inArea)
        .isNotEmpty()
        .hasSizeLessThan(all.size())
        .allMatch(state -> 5 <= state.getDouble(5) && state.getDouble(5) <= 12)
        .allMatch(state -> 45 <= state.getDouble(6) && state.getDouble(6) <= 52);
  }

  @Test
  void statesShouldBeNullWhenThereAreNone() throws TimeoutException {
    assertThat(target.get("/states/all?lamin=-90&lomin=0&lamax=-89&lomax=1").body())
        .hasToString("{\"time\":%d,\"states\":null}", RunningEmulator.at(RunningEmulator.NOON));
  }

  @Test
  void callShouldBeRejectedWhenTheAreaIsNotComplete() throws TimeoutException {
    assertThat(target.get("/states/all?lamin=45").status()).isEqualTo(400);
  }

  /** The aircraft are those of the departures, on the way to the airports that arrivals list. */
  @Test
  void aircraftShouldFlyTheListedFlightsBetweenTheirAirports() throws TimeoutException {
    // given: flights of the day, as they are known days later
    target.clock.set("2026-03-13T12:00:00Z");
    target.authorized();
    List<JsonObject> flights =
        RunningEmulator.flights(
                target.departures("LIRF", "2026-03-10T08:00:00Z", "2026-03-10T10:00:00Z"))
            .stream()
            .filter(flight -> flight.getString("estArrivalAirport") != null)
            .filter(flight -> !flight.getString("estArrivalAirport").equals("LIRF"))
            .toList();
    assertThat(flights).hasSizeGreaterThan(3);

    for (JsonObject flight : flights) {
      int begin = flight.getInteger("firstSeen");
      int end = flight.getInteger("lastSeen");
      Location from = SeededAirport.find("LIRF").orElseThrow().location();
      Location to =
          SeededAirport.find(flight.getString("estArrivalAirport")).orElseThrow().location();

      // then
      assertThat(metresFrom(from, flight, begin)).isLessThan(100);
      assertThat(metresFrom(to, flight, end)).isLessThan(100);
      assertThat(metresFrom(from, flight, begin + (end - begin) / 2))
          .isCloseTo(from.distanceTo(to) / 2, within(1_000.0));
      assertThat(stateOf(flight, begin).getDouble(7)).isZero();
      assertThat(stateOf(flight, begin + (end - begin) / 2).getDouble(7)).isGreaterThan(4_000);
      assertThat(stateOf(flight, end + 300).getBoolean(8)).as("on the ground").isTrue();
      assertThat(stateOf(flight, end + 301)).isNull();
      assertThat(stateOf(flight, begin - 1)).isNull();
    }
  }

  private double metresFrom(Location airport, JsonObject flight, int second)
      throws TimeoutException {
    JsonArray state = stateOf(flight, second);
    return airport.distanceTo(new Location("", state.getDouble(6), state.getDouble(5)));
  }

  /** Returns the state of the flight's aircraft in a second; null when there is none. */
  private JsonArray stateOf(JsonObject flight, int second) throws TimeoutException {
    target.clock.set(Instant.ofEpochSecond(second).toString());
    target.authorized();
    return states("").stream()
        .filter(state -> state.getString(0).equals(flight.getString("icao24")))
        .findFirst()
        .orElse(null);
  }

  private List<JsonArray> states(String area) throws TimeoutException {
    JsonObject body = target.get("/states/all" + area).json();
    return body.getJsonArray("states").stream().map(JsonArray.class::cast).toList();
  }
}
