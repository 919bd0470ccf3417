package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlightRowsTest {

  private static final String ROW =
      """
      {"icao24":"4b0f70","firstSeen":1630307631,"estDepartureAirport":"LSZB","lastSeen":1630310771,\
      "estArrivalAirport":null,"callsign":"HBFWA   ","estDepartureAirportHorizDistance":4,\
      "estDepartureAirportVertDistance":30,"estArrivalAirportHorizDistance":null,\
      "estArrivalAirportVertDistance":null,"departureAirportCandidatesCount":0,\
      "arrivalAirportCandidatesCount":3}\
      """;

  @Test
  void parseShouldKeepRowsAndFieldsInTheirOrderAndTrimTheCallsign() {
    // given
    String unknown =
        """
        {"new":{"a":[1,2.5,null]},"icao24":"4b0f70","firstSeen":1,"lastSeen":2,"later":true}\
        """;

    // then
    assertThat(parse("[" + ROW + "," + unknown + "," + ROW + "]"))
        .extracting(JsonObject::encode)
        .containsExactly(trimmed(ROW), unknown, trimmed(ROW));
    assertThat(parse("[]")).isEmpty();
  }

  private static String trimmed(String row) {
    return row.replace("HBFWA   ", "HBFWA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"        \"", "\"\""})
  void parseShouldReplaceABlankCallsignWithNull(String callsign) {
    JsonObject flight = parse("[" + ROW.replace("\"HBFWA   \"", callsign) + "]").get(0);

    assertThat(flight.containsKey("callsign")).isTrue();
    assertThat(flight.getValue("callsign")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"4b0f70\"|null",
        "\"4b0f70\"|\"4B0F70\"",
        "\"4b0f70\"|\"4b0f7\"",
        "\"4b0f70\"|\"4b0f7g\"",
        "\"4b0f70\"|5",
        "1630307631|null",
        "1630307631|\"1630307631\"",
        "1630307631|1630307631.5",
        "1630307631|2147483648",
        "1630307631|-1",
        "1630310771|null",
        "\"LSZB\"|7",
        "\"HBFWA   \"|{}",
        ":30,|:\"30\",",
      })
  void parseShouldFailWhenARowIsNotAFlight(String part, String other) {
    String invalid = ROW.replace(part, other);
    assertThat(invalid).isNotEqualTo(ROW);

    assertThatThrownBy(() -> parse("[" + ROW + "," + invalid + "]"))
        .isInstanceOf(OpenSkyException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "{}",
        "5",
        "[",
        "[]]",
        "[null]",
        "[[]]",
        "[1,\"flight\"]",
        "<html></html>",
        "[{\"icao24\":\"4b0f70\",\"firstSeen\":1}]"
      })
  void parseShouldFailWhenTheBodyIsNotAListOfFlights(String body) {
    assertThatThrownBy(() -> parse(body)).isInstanceOf(OpenSkyException.class);
  }

  @Test
  void parseShouldFailWhenTheBodyIsNestedTooDeepOrTruncated() {
    String nested = "[".repeat(10_000) + "]".repeat(10_000);
    String complete = "[" + ROW + "]";
    Stream.concat(
            Stream.of(nested),
            IntStream.range(0, complete.length()).mapToObj(end -> complete.substring(0, end)))
        .forEach(body -> parseShouldFailWhenTheBodyIsNotAListOfFlights(body));
  }

  private static List<JsonObject> parse(String body) {
    return FlightRows.parse(Buffer.buffer(body));
  }
}
