package dev.flightwatch.datacollector.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.testing.TestFlights;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MockFlightsTest {

  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final Duration SLOT = Duration.ofMinutes(10);
  private static final int OF_THREE = 36 * 36 * 36;
  private static final long MIN_SECONDS = 20 * 60;
  private static final long MAX_SECONDS = 75 * 60;

  private List<Flight> departures(String airport, Instant now) {
    return MockFlights.departures(new AirportCode(airport), now);
  }

  @Test
  void departuresShouldBeTheSameThroughoutASlot() {
    // when
    List<Flight> first = departures("LICC", NOON);
    List<Flight> last = departures("LICC", NOON.plusSeconds(599));

    // then
    assertThat(last).isEqualTo(first);
  }

  /** Processes of the same version, and later versions, must simulate the same flights. */
  @Test
  void departuresShouldBeTheSameInEveryProcess() {
    assertThat(departures("LICC", NOON))
        .extracting(Flight::id)
        .containsExactly("b292fe:1773143584", "beed2e:1773137440");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LICC", "EDDF", "ZZZZ", "AAAA", "NK39", "LD57", "AAA", "CTA", "999", "9999", "000"
      })
  void departuresShouldMatchOpenSkysSchemaAndTheWindow(String airport) {
    for (int slot = 0; slot < 144; slot++) {
      Instant begin = NOON.plus(SLOT.multipliedBy(slot));
      List<Flight> flights = departures(airport, begin.plusSeconds(123));

      assertThat(flights).isNotEmpty().allSatisfy(flight -> check(flight, airport, begin));
      assertThat(flights)
          .isSortedAccordingTo(Comparator.comparingLong(Flight::firstSeen).reversed());
    }
  }

  private static void check(Flight flight, String airport, Instant slot) {
    JsonObject data = flight.data();
    long begin = slot.getEpochSecond();
    assertThat(flight.source()).isEqualTo(Source.MOCK);
    assertThat(flight.firstSeen()).isBetween(begin - 110 * 60, begin - 1);
    assertThat(data.getValue("firstSeen")).isInstanceOf(Integer.class);
    assertThat(data.getValue("lastSeen")).isInstanceOf(Integer.class);
    assertThat(data.getLong("lastSeen"))
        .isGreaterThan(flight.firstSeen())
        .isLessThanOrEqualTo(begin);
    assertThat(flight.icao24()).matches("b[0-9a-f]{5}");
    assertThat(data.getString("estDepartureAirport")).isEqualTo(airport);
    assertThat(data.getString("estArrivalAirport")).isNotEqualTo(airport);
    assertThat(data.getString("callsign")).matches("MOCK[0-9]{4}");
    assertThat(data.fieldNames())
        .containsExactlyElementsOf(TestFlights.row("b00000", NOON).fieldNames());
  }

  /** Flights of many airports over a day, as a store has them after all of them have landed. */
  private Map<String, Flight> flightsOfADay(List<String> airports) {
    Map<String, Flight> idToFlight = new HashMap<>();
    // The results overlap, so each flight also occurs after its landing.
    for (int slot = 0; slot <= 144; slot += 3) {
      Instant now = NOON.plus(SLOT.multipliedBy(slot));
      airports.stream()
          .flatMap(airport -> departures(airport, now).stream())
          .forEach(flight -> idToFlight.merge(flight.id(), flight, MockFlightsTest::sameFlight));
    }
    return idToFlight;
  }

  /** The later of two results about a flight, which must not be two flights under one key. */
  private static Flight sameFlight(Flight earlier, Flight later) {
    assertThat(later.data().getString("estDepartureAirport"))
        .isEqualTo(earlier.data().getString("estDepartureAirport"));
    assertThat(later.data().getString("callsign")).isEqualTo(earlier.data().getString("callsign"));
    return later;
  }

  /** Neighbours, some of which share an aircraft, and others spread over all codes. */
  private static List<String> manyAirports() {
    return IntStream.concat(
            IntStream.range(OF_THREE - 500, OF_THREE + 500),
            IntStream.range(0, 5_000).map(i -> i * 345))
        .distinct()
        .mapToObj(MockFlightsTest::code)
        .toList();
  }

  /** Returns the code with this number; those of three characters come first. */
  private static String code(int number) {
    int zeroPadded = number < OF_THREE ? OF_THREE + number : 36 * OF_THREE + number - OF_THREE;
    return Integer.toString(zeroPadded, 36).substring(1).toUpperCase(Locale.ROOT);
  }

  @Test
  void anAircraftShouldHaveOneFlightAtATimeOfPlausibleDuration() {
    // when
    Map<String, List<Flight>> aircraftToFlights = new HashMap<>();
    flightsOfADay(manyAirports())
        .values()
        .forEach(
            flight ->
                aircraftToFlights
                    .computeIfAbsent(flight.icao24(), a -> new ArrayList<>())
                    .add(flight));

    // then
    int reused = 0;
    int landed = 0;
    for (List<Flight> flights : aircraftToFlights.values()) {
      flights.sort(Comparator.comparingLong(Flight::firstSeen));
      reused += flights.size() - 1;
      for (int i = 0; i < flights.size(); i++) {
        Flight flight = flights.get(i);
        boolean hasLanded = flight.data().getString("estArrivalAirport") != null;
        landed += hasLanded ? 1 : 0;
        assertThat(lastSeen(flight) - flight.firstSeen())
            .isBetween(hasLanded ? MIN_SECONDS : 1, MAX_SECONDS);
        if (i > 0) {
          assertThat(flight.firstSeen()).isGreaterThan(lastSeen(flights.get(i - 1)));
        }
      }
    }
    assertThat(reused).as("flights of aircraft with several flights").isGreaterThan(5_000);
    assertThat(landed).as("flights that have landed").isGreaterThan(5_000);
  }

  private static long lastSeen(Flight flight) {
    return flight.data().getLong("lastSeen");
  }
}
