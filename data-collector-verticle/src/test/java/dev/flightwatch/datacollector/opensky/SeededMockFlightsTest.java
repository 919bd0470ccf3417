package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeededMockFlightsTest {

  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final long NOON_SECOND = NOON.getEpochSecond();
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final MockFlights target = new SeededMockFlights();

  @Test
  void departuresShouldBeTheSameWithinTenMinutes() {
    // when
    List<JsonObject> first = target.departures("LICC", NOON);
    List<JsonObject> last = new SeededMockFlights().departures("LICC", NOON.plusSeconds(599));

    // then
    assertThat(last).isEqualTo(first);
  }

  @Test
  void departuresShouldBeOthersInTheNextTenMinutesAndAtOtherAirports() {
    List<JsonObject> flights = target.departures("LICC", NOON);

    assertThat(target.departures("LICC", NOON.plus(TEN_MINUTES)))
        .doesNotContainAnyElementsOf(flights);
    assertThat(target.departures("LICJ", NOON)).doesNotContainAnyElementsOf(flights);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LICC", "EDDF", "NK39", "LD57", "AAA", "999", "9999", "0000"})
  void departuresShouldSatisfyOpenSkysSchemaAndTheWindow(String airport) {
    for (int slot = 0; slot < 144; slot++) {
      Instant begin = NOON.plus(TEN_MINUTES.multipliedBy(slot));
      List<JsonObject> flights = target.departures(airport, begin.plusSeconds(123));

      assertThat(flights).isNotEmpty().allSatisfy(flight -> check(flight, airport, begin));
      assertThat(flights)
          .isSortedAccordingTo(Comparator.comparing(flight -> -flight.getLong("firstSeen")));
      assertThat(FlightRows.parse(new JsonArray(flights).toBuffer())).isEqualTo(flights);
    }
  }

  private static void check(JsonObject flight, String airport, Instant tenMinutes) {
    long firstSeen = flight.getLong("firstSeen");
    long begin = tenMinutes.getEpochSecond();
    assertThat(firstSeen).isBetween(begin - 110 * 60, begin - 1);
    assertThat(flight.getLong("lastSeen")).isGreaterThan(firstSeen).isLessThanOrEqualTo(begin);
    assertThat(flight.getString("icao24")).matches("b[0-9a-f]{5}");
    assertThat(flight.getString("estDepartureAirport")).isEqualTo(airport);
    assertThat(flight.getString("estArrivalAirport")).isNotEqualTo(airport);
    assertThat(flight.getString("callsign")).matches("MOCK[0-9]{4}");
    assertThat(flight.fieldNames()).containsExactlyElementsOf(openSkysFields());
  }

  private static Set<String> openSkysFields() {
    return new JsonObject(
            Buffer.buffer(
                """
                {"icao24":0,"firstSeen":0,"estDepartureAirport":0,"lastSeen":0,"estArrivalAirport":0,
                 "callsign":0,"estDepartureAirportHorizDistance":0,
                 "estDepartureAirportVertDistance":0,"estArrivalAirportHorizDistance":0,
                 "estArrivalAirportVertDistance":0,"departureAirportCandidatesCount":0,
                 "arrivalAirportCandidatesCount":0}
                """))
        .fieldNames();
  }

  @Test
  void departuresShouldNeverShareAKey() {
    // given
    Set<String> keys = new HashSet<>();
    int flights = 0;

    // when
    for (int slot = 0; slot < 6; slot++) {
      for (String airport : airports()) {
        for (JsonObject flight :
            target.departures(airport, NOON.plus(TEN_MINUTES.multipliedBy(slot)))) {
          keys.add(flight.getString("icao24") + ":" + flight.getInteger("firstSeen"));
          flights++;
        }
      }
    }

    // then
    assertThat(keys).hasSize(flights);
  }

  @Test
  void keyShouldLeadBackToAirportAndFlightAtTheBordersOfTheirNumbers() {
    long slot = NOON_SECOND / 600;
    Set<MockFlightKey> keys = new HashSet<>();

    // 0000 and 21JX are one round of the block apart
    for (String airport : List.of("000", "ZZZ", "0000", "21JX", "ZZZZ", "LICC")) {
      for (int back = 1; back <= 11; back++) {
        for (int later = 0; later < 11; later++) {
          keys.add(MockFlightKey.of(airport, slot + later, back));
        }
      }
    }

    assertThat(keys).hasSize(6 * 11 * 11);
    assertThat(keys)
        .allSatisfy(key -> assertThat(key.icao24()).matches("b[0-9a-f]{5}"))
        .allSatisfy(
            key -> assertThat(key.firstSeen()).isBetween(NOON_SECOND - 6_600, NOON_SECOND + 6_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LI", "LICCA", "licc"})
  void departuresShouldRefuseWhatIsNoAirport(String airport) {
    assertThatIllegalArgumentException().isThrownBy(() -> target.departures(airport, NOON));
  }

  private static List<String> airports() {
    return IntStream.range(0, 36 * 36)
        .mapToObj(i -> Integer.toString(i * 1_259 + 46_656, 36).toUpperCase(Locale.ROOT))
        .toList();
  }
}
