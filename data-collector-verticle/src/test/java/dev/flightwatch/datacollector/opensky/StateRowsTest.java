package dev.flightwatch.datacollector.opensky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateRowsTest {
  private static final Area AREA = Area.around(37.47, 15.06);
  private static final long TIME = 1_764_316_815;

  /** The documented order of a state vector. */
  private static final String ROW =
      """
      ["4ca8e5","RYR1234 ","Ireland",1764316811,1764316814,15.1,37.5,7315.2,false,211.4,318.5,\
      -3.2,null,7400.5,"1000",false,0]\
      """;

  private static AircraftReading parse(String states) {
    return StateRows.parse(
        Buffer.buffer("{\"time\":%d,\"states\":%s}".formatted(TIME, states)), AREA);
  }

  /** Returns the only aircraft of a response whose row has another value in a place. */
  private static AircraftState with(String part, String other) {
    assertThat(ROW).contains(part);
    return parse("[" + ROW.replace(part, other) + "]").aircraft().get(0);
  }

  @Test
  void parseShouldReadTheValuesAtTheirPlaces() {
    // when
    AircraftReading reading = parse("[" + ROW + "]");

    // then
    assertThat(reading)
        .isEqualTo(
            AircraftReading.read(
                Instant.ofEpochSecond(TIME),
                List.of(
                    new AircraftState(
                        "4ca8e5",
                        "RYR1234",
                        37.5,
                        15.1,
                        7315.2,
                        211.4,
                        318.5,
                        false,
                        Instant.ofEpochSecond(1_764_316_811)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]"})
  void parseShouldReturnNoAircraftWhenThereAreNone(String states) {
    assertThat(parse(states))
        .isEqualTo(AircraftReading.read(Instant.ofEpochSecond(TIME), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "unknown",
      value = {
        "\"RYR1234 \" | null            | unknown",
        "\"RYR1234 \" | \"        \"    | unknown",
        "\"RYR1234 \" | \"\"            | unknown",
        "\"RYR1234 \" | \"<b>x</b>\"    | <b>x</b>",
        "\"RYR1234 \" | \"\\\"&'<>\\\\\"  | \"&'<>\\"
      })
  void parseShouldTakeACallsignAsText(String part, String other, String callsign) {
    assertThat(with(part, other).callsign()).isEqualTo(callsign);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "unknown",
      value = {
        "altitude | 7315.2,false    | null,false    | 7400.5",
        "altitude | 7315.2,false    | 1e9,false     | 7400.5",
        "altitude | 7315.2,false    | -30.48,false  | -30.48",
        "altitude | 7315.2,false    | 0,false       | 0",
        "velocity | 211.4           | null          | unknown",
        "velocity | 211.4           | -1            | unknown",
        "velocity | 211.4           | 1e300         | unknown",
        "velocity | 211.4           | 1e999         | unknown",
        "velocity | 211.4           | 0             | 0",
        "heading  | 318.5           | null          | unknown",
        "heading  | 318.5           | 360.1         | unknown",
        "heading  | 318.5           | -0.1          | unknown",
        "heading  | 318.5           | 360           | 360",
        "at       | 1764316811      | null          | 1764316814"
      })
  void parseShouldTakeAnImpossibleNumberAsUnknown(
      String field, String part, String other, Double expected) {
    // given
    Function<AircraftState, Number> value =
        switch (field) {
          case "altitude" -> AircraftState::altitude;
          case "velocity" -> AircraftState::velocity;
          case "heading" -> AircraftState::heading;
          default -> state -> (double) state.at().getEpochSecond();
        };

    // then
    assertThat(value.apply(with(part, other))).isEqualTo(expected);
  }

  @Test
  void parseShouldKnowNoAltitudeWhenBothAreNull() {
    assertThat(parse("[" + ROW.replace("7315.2", "null").replace("7400.5", "null") + "]"))
        .extracting(reading -> reading.aircraft().get(0).altitude())
        .isNull();
  }

  /** OpenSky keeps aircraft whose last position is old. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "15.1,37.5 | null,37.5",
        "15.1,37.5 | 15.1,null",
        "15.1,37.5 | 15.1,91",
        "15.1,37.5 | 190,37.5",
        "15.1,37.5 | 15.1,30",
        "15.1,37.5 | 15.1,1e999"
      })
  void parseShouldLeaveOutAircraftWithoutAPositionInTheArea(String part, String other) {
    assertThat(parse("[" + ROW.replace(part, other) + "," + ROW + "]").aircraft()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"4ca8e5\"   | null",
        "\"4ca8e5\"   | \"4CA8E5\"",
        "\"4ca8e5\"   | \"4ca8e\"",
        "\"4ca8e5\"   | 7",
        "\"RYR1234 \" | 7",
        "\"RYR1234 \" | {}",
        "\"RYR1234 \" | \"RYR1234  \"",
        "1764316811   | \"1\"",
        "1764316811   | -1",
        "1764316814   | null",
        "1764316814   | 1.5",
        "15.1         | \"15.1\"",
        "37.5         | []",
        "7315.2       | \"high\"",
        "false,211.4  | null,211.4",
        "false,211.4  | 0,211.4",
        "211.4        | true",
        "318.5        | \"north\"",
        "7400.5       | \"7400\""
      })
  void parseShouldFailWhenARowIsNotAStateVector(String part, String other) {
    String invalid = ROW.replace(part, other);
    assertThat(invalid).isNotEqualTo(ROW);

    assertThatThrownBy(() -> parse("[" + ROW + "," + invalid + "]"))
        .isInstanceOf(OpenSkyException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "7", "\"none\"", "[null]", "[{}]", "[[]]", "[7]", "[[\"4ca8e5\"]]"})
  void parseShouldFailWhenStatesAreNotVectors(String states) {
    assertThatThrownBy(() -> parse(states)).isInstanceOf(OpenSkyException.class);
  }

  @Test
  void parseShouldFailWhenTheBodyIsNotAResponseOrTruncated() {
    // given
    String complete = "{\"time\":7,\"states\":[" + ROW + "]}";
    List<String> others =
        List.of("[]", "null", "<html></html>", "{\"states\":null}", "{\"time\":\"7\"}");

    // then
    IntStream.range(0, complete.length())
        .mapToObj(end -> complete.substring(0, end))
        .forEach(body -> assertRefused(body));
    others.forEach(body -> assertRefused(body));
  }

  private static void assertRefused(String body) {
    assertThatThrownBy(() -> StateRows.parse(Buffer.buffer(body), AREA))
        .as(body)
        .isInstanceOf(OpenSkyException.class);
  }
}
