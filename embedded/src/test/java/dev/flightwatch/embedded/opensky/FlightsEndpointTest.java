package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.RunningEmulator.at;
import static dev.flightwatch.embedded.opensky.RunningEmulator.flights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.HttpTestClient.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlightsEndpointTest {

  private static final String MIDNIGHT = "2026-03-09T00:00:00Z";
  private static final String LAST_SECOND = "2026-03-09T23:59:59Z";

  private static final String KEYS =
      "icao24 firstSeen estDepartureAirport lastSeen estArrivalAirport callsign"
          + " estDepartureAirportHorizDistance estDepartureAirportVertDistance"
          + " estArrivalAirportHorizDistance estArrivalAirportVertDistance"
          + " departureAirportCandidatesCount arrivalAirportCandidatesCount";

  @RegisterExtension final RunningEmulator target = new RunningEmulator();

  @BeforeEach
  void getToken() throws TimeoutException {
    target.authorized();
  }

  @Test
  void departuresShouldBeThoseOfTheTrafficByFirstSeenDescending() throws TimeoutException {
    // when
    Reply reply = target.departures("EDDF", MIDNIGHT, LAST_SECOND);

    // then
    assertThat(reply.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
    assertThat(flights(reply))
        .hasSizeGreaterThan(50)
        .isEqualTo(
            target
                .emulator
                .traffic()
                .departures("EDDF", at(MIDNIGHT), at(LAST_SECOND), target.clock.instant()))
        .isSortedAccordingTo(latestFirst("firstSeen"))
        .allMatch(flight -> flight.getString("estDepartureAirport").equals("EDDF"))
        .extracting(flight -> String.join(" ", flight.fieldNames()))
        .containsOnly(KEYS);
  }

  @Test
  void departuresShouldContainFlightsAtBothEndsOfTheInterval() throws TimeoutException {
    // given
    List<JsonObject> day = flights(target.departures("EGLL", MIDNIGHT, LAST_SECOND));
    long begin = day.get(9).getLong("firstSeen");
    long end = day.get(2).getLong("firstSeen");

    // when
    Reply reply = target.get("/flights/departure?airport=EGLL&begin=%d&end=%d", begin, end);

    // then
    assertThat(flights(reply)).contains(day.get(2), day.get(9)).hasSizeLessThan(day.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"FHAW", "ZZZZ", "x"})
  void departuresShouldReturn404WithoutBodyWhenThereAreNone(String airport)
      throws TimeoutException {
    // when
    Reply reply = target.departures(airport, MIDNIGHT, LAST_SECOND);

    // then
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Length")).isEqualTo("0");
  }

  @Test
  void arrivalsShouldBeThoseWithLastSeenInTheIntervalByLastSeenDescending()
      throws TimeoutException {
    // when
    Reply reply = target.arrivals("LIRF", MIDNIGHT, LAST_SECOND);

    // then
    assertThat(flights(reply))
        .hasSizeGreaterThan(50)
        .isEqualTo(
            target
                .emulator
                .traffic()
                .arrivals("LIRF", at(MIDNIGHT), at(LAST_SECOND), target.clock.instant()))
        .isSortedAccordingTo(latestFirst("lastSeen"))
        .allMatch(flight -> flight.getString("estArrivalAirport").equals("LIRF"))
        .allMatch(flight -> flight.getLong("lastSeen") >= at(MIDNIGHT))
        .allMatch(flight -> flight.getLong("lastSeen") <= at(LAST_SECOND))
        .extracting(flight -> String.join(" ", flight.fieldNames()))
        .containsOnly(KEYS);
  }

  @ParameterizedTest
  @CsvSource({
    "LIRF, 2026-03-10T04:59:59Z, 404",
    "LIRF, 2026-03-10T05:00:00Z, 200",
    "FHAW, 2026-03-10T05:00:00Z, 404",
    "ZZZZ, 2026-03-10T05:00:00Z, 404"
  })
  void arrivalsShouldReturn404WithoutBodyUntilTheNightlyBatch(
      String airport, String now, int status) throws TimeoutException {
    // given
    target.clock.set(now);
    target.authorized();

    // when
    Reply reply = target.arrivals(airport, MIDNIGHT, LAST_SECOND);

    // then
    assertThat(reply.status()).isEqualTo(status);
    if (status == 404) {
      assertThat(reply.header("Content-Length")).isEqualTo("0");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-08T00:00:00Z, 2026-03-09T23:59:59Z, 200",
    "2026-03-08T23:59:59Z, 2026-03-10T00:00:00Z, 400",
    "2026-03-08T12:00:00Z, 2026-03-10T12:00:00Z, 400",
    "2026-03-10T12:00:01Z, 2026-03-10T12:00:00Z, 400"
  })
  void intervalShouldBeRejectedWhenItTouchesThreeDatesOrEndsFirst(
      String begin, String end, int status) throws TimeoutException {
    // when
    List<Reply> replies =
        List.of(target.departures("EDDF", begin, end), target.arrivals("EDDF", begin, end));

    // then
    assertThat(replies).allMatch(reply -> reply.status() == status);
    if (status == 400) {
      assertThat(replies)
          .extracting(reply -> reply.body().toJsonArray())
          .containsOnly(
              JsonArray.of("Start after end time or more than seven days of data requested"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "begin=1&end=2",
        "airport=EDDF&end=2",
        "airport=EDDF&begin=1",
        "airport=EDDF&begin=2147483648&end=2147483647",
        "airport=EDDF&begin=1.5&end=2147483647",
        "airport=EDDF&begin=&end=2147483647"
      })
  void callShouldBeRejectedWhenAParameterIsMissingOrNotAJavaInt(String query)
      throws TimeoutException {
    for (String path : List.of("/flights/departure?", "/flights/arrival?")) {
      // when
      Reply reply = target.get(path + query);

      // then
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.header("Content-Type")).startsWith("text/plain");
      assertThat(reply.body().toString()).startsWith("The request arguments you provided");
    }
  }

  private static Comparator<JsonObject> latestFirst(String field) {
    return Comparator.<JsonObject>comparingLong(flight -> flight.getLong(field)).reversed();
  }
}
