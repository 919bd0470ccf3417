package dev.flightwatch.datacollector.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.testing.TestFlights;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FlightCsvTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final long SECONDS = NOON.getEpochSecond();

  private static String row(JsonObject data) {
    StringBuilder rows = new StringBuilder();
    FlightCsv.append(Flight.of(data, Source.MOCK), DataOrigin.UNKNOWN, rows);
    return rows.toString();
  }

  @Test
  void rowShouldHaveTheFieldsOfTheHeader() {
    assertThat(FlightCsv.header())
        .isEqualTo(
            "icao24,firstSeen,estDepartureAirport,lastSeen,estArrivalAirport,callsign,"
                + "estDepartureAirportHorizDistance,estDepartureAirportVertDistance,"
                + "estArrivalAirportHorizDistance,estArrivalAirportVertDistance,"
                + "departureAirportCandidatesCount,arrivalAirportCandidatesCount,source,simulated\r\n");
    assertThat(row(TestFlights.row("4ca8e5", NOON).put("aNewField", "unlisted")))
        .isEqualTo(
            "4ca8e5,%d,LICC,%d,,RYR1,812,30,,,1,0,mock,true\r\n"
                .formatted(SECONDS, SECONDS + 3_600));
    assertThat(row(JsonObject.of("icao24", "4ca8e5", "firstSeen", 7)))
        .isEqualTo("4ca8e5,7,,,,,,,,,,,mock,true\r\n");
  }

  @Test
  void fieldsShouldBeThoseOfTheJsonInItsOrder() {
    Flight flight = Flight.of(TestFlights.row("4ca8e5", NOON), Source.MOCK);

    assertThat(FlightCsv.FIELDS)
        .isEqualTo(List.copyOf(FlightJson.flight(flight, DataOrigin.UNKNOWN).fieldNames()));
  }

  static Stream<Arguments> cells() {
    return Stream.of(
        Arguments.of(null, ""),
        Arguments.of("", ""),
        Arguments.of("RYR1    ", "RYR1    "),
        Arguments.of("a,b", "\"a,b\""),
        Arguments.of("a\"b", "\"a\"\"b\""),
        Arguments.of("\"", "\"\"\"\""),
        Arguments.of("a\nb", "\"a\nb\""),
        Arguments.of("a\r\nb", "\"a\r\nb\""),
        Arguments.of("=1+1", "'=1+1"),
        Arguments.of("+1", "'+1"),
        Arguments.of("-1", "'-1"),
        Arguments.of("@SUM(A1)", "'@SUM(A1)"),
        Arguments.of("\tx", "'\tx"),
        Arguments.of("\rx", "\"'\rx\""),
        Arguments.of("=\"a\",b", "\"'=\"\"a\"\",b\""),
        Arguments.of("a=+-@", "a=+-@"),
        Arguments.of("Zürich 東京 😀", "Zürich 東京 😀"),
        Arguments.of(-5, "-5"),
        Arguments.of(12.5, "12.5"),
        Arguments.of(true, "true"));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void cellShouldBeReadAsTheValue(Object value, String expected) {
    JsonObject data = JsonObject.of("icao24", "4ca8e5", "firstSeen", 7).put("callsign", value);

    assertThat(row(data)).isEqualTo("4ca8e5,7,,,," + expected + ",,,,,,,mock,true\r\n");
  }
}
