package dev.flightwatch.datacollector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Request;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AirportRangeTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:34:56.789Z");

  /** Parameters are separated by {@code &}, as in a query. */
  private static AirportRange read(String code, String parameters, Optional<String> previous) {
    Map<String, String> query = new HashMap<>(Map.of("direction", "departure"));
    Stream.of(parameters.split("&"))
        .filter(parameter -> !parameter.isEmpty())
        .map(parameter -> parameter.split("="))
        .forEach(parts -> query.put(parts[0], parts[1]));
    Request request = new Request(null, Map.of("code", code), query, Map.of(), "correlation");
    return AirportRange.read(request, previous, NOW);
  }

  private static AirportRange read(String code, String parameters) {
    return read(code, parameters, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "LICC|-                                            |2026-03-09T12:34:59Z|2026-03-10T12:34:59Z",
        "LICC|from=2026-03-10                              |2026-03-09T23:00:00Z|2026-03-10T12:34:59Z",
        "LICC|to=2026-03-10T00:00:00Z                      |2026-03-09T00:00:00Z|2026-03-10T00:00:00Z",
        "LICC|from=2026-03-09&to=2026-03-09                |2026-03-08T23:00:00Z|2026-03-09T22:59:59Z",
        "cta |from=2026-03-09&to=2026-03-09                |2026-03-08T23:00:00Z|2026-03-09T22:59:59Z",
        "ZZZZ|from=2026-03-09&to=2026-03-09                |2026-03-09T00:00:00Z|2026-03-09T23:59:59Z",
        "VNKT|from=2026-03-09&to=2026-03-09                |2026-03-08T18:15:00Z|2026-03-09T18:14:59Z",
        "LICC|from=2026-03-29&to=2026-03-29                |2026-03-28T23:00:00Z|2026-03-29T21:59:59Z",
        "LICC|from=2025-10-26&to=2025-10-26                |2025-10-25T22:00:00Z|2025-10-26T22:59:59Z",
        "LICC|from=2026-03-09T10:00:00+01:00&to=2026-03-09T10:00:00.5z"
            + "|2026-03-09T09:00:00Z|2026-03-09T10:00:00Z",
        "LICC|from=2026-03-09T10:00:00.1Z&to=2026-03-09T10:00:00.9Z"
            + "|2026-03-09T10:00:00Z|2026-03-09T10:00:00Z",
        "LICC|from=2028-02-29&to=2028-02-29                |2028-02-28T23:00:00Z|2028-02-29T22:59:59Z",
        "LICC|from=2025-02-04&to=2026-03-10                |2025-02-03T23:00:00Z|2026-03-10T22:59:59Z",
        "ZZZZ|from=2025-02-03T12:00:00Z&to=2026-03-10T12:00:00Z"
            + "|2025-02-03T12:00:00Z|2026-03-10T12:00:00Z"
      })
  void readShouldReturnTheSecondsOfTheRange(
      String code, String parameters, String from, String to) {
    // when
    AirportRange range = read(code, parameters == null ? "" : parameters);

    // then
    assertThat(range.window().begin()).isEqualTo(Instant.parse(from));
    assertThat(range.window().end()).isEqualTo(Instant.parse(to));
    assertThat(range.airport().value()).isEqualTo(code.equals("cta") ? "LICC" : code);
    assertThat(range.direction()).isEqualTo(Direction.DEPARTURE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from=2026-03-10T12:35:00Z                    |from",
        "from=2026-03-11                              |from",
        "from=2026-03-09&to=2026-03-08                |from",
        "from=2026-03-09T10:00:01Z&to=2026-03-09T10:00:00Z|from",
        "from=2025-02-03&to=2026-03-10                |from",
        "from=2025-02-03T12:00:00Z&to=2026-03-10T12:00:01Z|from",
        "from=2025-01-01                              |from",
        "from=2026-02-29                              |from",
        "from=2026-13-01                              |from",
        "from=2026-03-09T24:00:00Z                    |from",
        "from=2026-03-09T10:60:00Z                    |from",
        "from=2026-03-09T10:00:00%2B19:00             |from",
        "to=2026-04-31                                |to",
        "to=2026-00-10                                |to",
        "to=2026-03-09T10:00:61Z                      |to",
        "from=2026-03-09&to=2026-02-30                |to"
      })
  void readShouldNameTheInvalidParameter(String parameters, String field) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(() -> read("ZZZZ", parameters))
        .satisfies(failure -> assertThat(failure.fields().get(0).field()).isEqualTo(field));
  }

  @Test
  void readShouldReturnTheRangeOfThePreviousPageWhenTheTimesAreMissing() {
    // given
    AirportRange first = read("LICC", "direction=arrival&from=2026-01-01&to=2026-01-02");
    Optional<String> previous = Optional.of(first.text());

    // then
    assertThat(read("CTA", "direction=arrival", previous)).isEqualTo(first);
    assertThat(read("LICC", "direction=arrival&from=2026-01-01", previous)).isEqualTo(first);
    assertThat(read("LICC", "direction=arrival&to=2026-01-02T22:59:59Z", previous))
        .isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LIRF:arrival:1767222000:1767394799",
        "LICC:departure:1767222000:1767394799",
        "LICC:arrival:1767222001:1767394799",
        "LICC:arrival:1767222000:1767394798",
        "LICC:arrival:01767222000:1767394799",
        "LICC:arrival:1767394799:1767222000",
        "arrival",
        ""
      })
  void readShouldRejectACursorOfAnotherQuery(String previous) {
    assertThatExceptionOfType(ServiceException.class)
        .isThrownBy(
            () ->
                read(
                    "LICC",
                    "direction=arrival&from=2026-01-01&to=2026-01-02",
                    Optional.of(previous)))
        .satisfies(failure -> assertThat(failure.fields().get(0).field()).isEqualTo("cursor"));
  }
}
