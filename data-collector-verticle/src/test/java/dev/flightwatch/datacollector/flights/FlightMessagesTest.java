package dev.flightwatch.datacollector.flights;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.FlightMessages.Average;
import dev.flightwatch.datacollector.flights.FlightMessages.FindAverage;
import dev.flightwatch.datacollector.flights.FlightMessages.FindInWindow;
import dev.flightwatch.datacollector.flights.FlightMessages.FindLast;
import dev.flightwatch.datacollector.flights.FlightMessages.FindPage;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages of a process of the previous version. */
class FlightMessagesTest {

  static Stream<Arguments> messages() {
    return Stream.of(
        Arguments.of("{'airport':'LICC'}", new FindLast(LICC, Direction.DEPARTURE)),
        Arguments.of("{'airport':'LICC','days':7}", new FindAverage(LICC, 7, Direction.DEPARTURE)),
        Arguments.of(
            "{'flightsPerDay':1.5,'source':'MOCK'}", new Average(1.5, Source.MOCK, 0, null)),
        Arguments.of(
            "{'total':7,'firstSeen':1790000000,'id':'4ca8e5:1790000000'}",
            new Cursor(7, 1_790_000_000, "4ca8e5:1790000000")));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messageShouldBeReadWithoutTheNewFields(String json, Record expected) {
    assertThat(new JsonObject(json.replace('\'', '"')).mapTo(expected.getClass()))
        .isEqualTo(expected);
  }

  @Test
  void findPageShouldBeAboutDeparturesWithoutADirection() {
    assertThat(new FindPage(List.of(LICC), 1, Optional.empty(), null).direction())
        .isEqualTo(Direction.DEPARTURE);
  }

  @Test
  void findInWindowShouldLeaveTheSourceOpenWithoutOne() {
    Window window = new Window(Instant.EPOCH, Instant.EPOCH);

    assertThat(
            new FindInWindow(LICC, Direction.DEPARTURE, window, 1, Optional.empty(), null).source())
        .isEmpty();
  }

  @Test
  void cursorShouldHaveTheFieldsThatThePreviousVersionReads() {
    assertThat(JsonObject.mapFrom(new Cursor(7, 1_790_000_000, "4ca8e5:1790000000")).encode())
        .isEqualTo("{\"total\":7,\"firstSeen\":1790000000,\"id\":\"4ca8e5:1790000000\"}");
  }
}
