package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.RunningEmulator.at;
import static dev.flightwatch.embedded.opensky.RunningEmulator.flights;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlightsEndpointTest {

  private static final String MIDNIGHT = "2026-03-09T00:00:00Z";
  private static final String LAST_SECOND = "2026-03-09T23:59:59Z";

  private final RunningEmulator target = new RunningEmulator();

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void departuresShouldBeReturnedAsJsonByFirstSeenDescending() {
    // when
    HttpResponse<Buffer> response = target.departures("EDDF", MIDNIGHT, LAST_SECOND);

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/json;charset=UTF-8");
    assertThat(flights(response))
        .hasSizeGreaterThan(50)
        .isSortedAccordingTo(
            Comparator.<JsonObject>comparingLong(flight -> flight.getLong("firstSeen")).reversed())
        .allMatch(flight -> flight.getString("estDepartureAirport").equals("EDDF"));
  }

  @Test
  void departuresShouldBeThoseOfTheTraffic() {
    // given
    List<JsonObject> expected =
        target
            .emulator
            .traffic()
            .departures("LICC", at(MIDNIGHT), at(LAST_SECOND), target.clock.instant());

    // when
    HttpResponse<Buffer> response = target.departures("LICC", MIDNIGHT, LAST_SECOND);

    // then
    assertThat(flights(response)).isNotEmpty().isEqualTo(expected);
  }

  @Test
  void flightShouldHaveItsKeysInOpenSkysOrder() {
    // when
    List<JsonObject> flights = flights(target.departures("LFPG", MIDNIGHT, LAST_SECOND));

    // then
    assertThat(flights)
        .allSatisfy(
            flight ->
                assertThat(flight.fieldNames())
                    .containsExactly(
                        "icao24",
                        "firstSeen",
                        "estDepartureAirport",
                        "lastSeen",
                        "estArrivalAirport",
                        "callsign",
                        "estDepartureAirportHorizDistance",
                        "estDepartureAirportVertDistance",
                        "estArrivalAirportHorizDistance",
                        "estArrivalAirportVertDistance",
                        "departureAirportCandidatesCount",
                        "arrivalAirportCandidatesCount"));
  }

  @Test
  void departuresShouldReturn404WithoutBodyWhenThereAreNone() {
    for (String airport : List.of("FHAW", "ZZZZ", "x")) {
      // when
      HttpResponse<Buffer> response = target.departures(airport, MIDNIGHT, LAST_SECOND);

      // then
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.getHeader("Content-Length")).isEqualTo("0");
      assertThat(response.body()).isNull();
    }
  }

  @Test
  void departuresShouldContainFlightsAtBothEndsOfTheInterval() {
    // when
    List<JsonObject> flights = flights(target.departures("EGLL", MIDNIGHT, LAST_SECOND));

    // then
    assertThat(flights)
        .extracting(flight -> flight.getLong("firstSeen"))
        .allMatch(firstSeen -> at(MIDNIGHT) <= firstSeen && firstSeen <= at(LAST_SECOND))
        .contains(at(MIDNIGHT), at(LAST_SECOND));
    assertThat(flights).anyMatch(flight -> flight.getLong("lastSeen") > at(LAST_SECOND));
  }

  @Test
  void arrivalsShouldBeThoseWithLastSeenInTheIntervalByLastSeenDescending() {
    // when
    List<JsonObject> flights =
        flights(
            target.get(
                "/flights/arrival?airport=LIRF&begin=" + at(MIDNIGHT) + "&end=" + at(LAST_SECOND)));

    // then
    assertThat(flights)
        .isNotEmpty()
        .isSortedAccordingTo(
            Comparator.<JsonObject>comparingLong(flight -> flight.getLong("lastSeen")).reversed())
        .allMatch(flight -> flight.getString("estArrivalAirport").equals("LIRF"))
        .allMatch(
            flight ->
                at(MIDNIGHT) <= flight.getLong("lastSeen")
                    && flight.getLong("lastSeen") <= at(LAST_SECOND))
        .anyMatch(flight -> flight.getLong("firstSeen") < flight.getLong("lastSeen") - 3_600);
  }

  @Test
  void aircraftShouldReturnItsFlightsOnly() {
    // given
    String interval = "&begin=" + at(MIDNIGHT) + "&end=" + at(LAST_SECOND);
    String aircraft =
        flights(target.departures("EDDF", MIDNIGHT, LAST_SECOND)).get(0).getString("icao24");

    // when
    HttpResponse<Buffer> known = target.get("/flights/aircraft?icao24=" + aircraft + interval);
    HttpResponse<Buffer> unknown = target.get("/flights/aircraft?icao24=ffffff" + interval);

    // then
    assertThat(flights(known))
        .isNotEmpty()
        .allMatch(flight -> flight.getString("icao24").equals(aircraft));
    assertThat(unknown.statusCode()).isEqualTo(404);
  }

  @Test
  void allShouldReturnFlightsOfManyAirportsAndOfNone() {
    // given
    String path = "/flights/all?begin=%d&end=%d";

    // when
    List<String> airports =
        LongStream.range(3, 11)
            .mapToObj(window -> at(MIDNIGHT) + window * 7_200)
            .map(begin -> flights(target.get(path.formatted(begin, begin + 7_199))))
            .flatMap(flights -> RunningEmulator.strings(flights, "estDepartureAirport"))
            .distinct()
            .toList();

    // then
    assertThat(airports).hasSizeGreaterThan(10).containsNull();
  }

  @Test
  void pathShouldReturn404WithABodyWhenTheOperationIsUnknown() {
    // when
    HttpResponse<Buffer> response = target.get("/flights/departures?airport=EDDF&begin=1&end=2");

    // then
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.bodyAsJsonObject().getString("error")).isEqualTo("Not Found");
  }
}
