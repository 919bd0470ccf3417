package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntervalTest {

  private final RunningEmulator target = new RunningEmulator();

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void departuresShouldBeReturnedWhenTheIntervalTouchesTwoDates() {
    assertThat(departures("2026-03-08T00:00:00Z", "2026-03-09T23:59:59Z").statusCode())
        .isEqualTo(200);
  }

  @Test
  void departuresShouldBeRejectedWhenTheIntervalTouchesThreeDates() {
    assertBadInterval(departures("2026-03-08T23:59:59Z", "2026-03-10T00:00:00Z"));
    assertBadInterval(departures("2026-03-08T12:00:00Z", "2026-03-10T12:00:00Z"));
  }

  @Test
  void departuresShouldBeRejectedWhenEndIsBeforeBegin() {
    assertBadInterval(departures("2026-03-10T12:00:01Z", "2026-03-10T12:00:00Z"));
  }

  @Test
  void arrivalsShouldBeLimitedToTwoDatesToo() {
    String path = "/flights/arrival?airport=EDDF&begin=%d&end=%d";
    long noon = RunningEmulator.at(RunningEmulator.NOON);
    assertBadInterval(target.get(path.formatted(noon - 2 * 86_400, noon)));
    assertThat(target.get(path.formatted(noon - 86_400, noon)).statusCode()).isEqualTo(200);
  }

  @Test
  void aircraftShouldBeRejectedWhenIntervalIsOverTwoDays() {
    long noon = RunningEmulator.at(RunningEmulator.NOON);
    String path = "/flights/aircraft?icao24=3c0000&begin=%d&end=%d";
    assertBadInterval(target.get(path.formatted(noon - 2 * 86_400 - 1, noon)));
    assertThat(target.get(path.formatted(noon - 2 * 86_400, noon)).statusCode()).isEqualTo(200);
  }

  @Test
  void allShouldBeRejectedWhenIntervalIsOverTwoHours() {
    long noon = RunningEmulator.at(RunningEmulator.NOON);
    String path = "/flights/all?begin=%d&end=%d";
    assertBadInterval(target.get(path.formatted(noon - 7_201, noon)));
    assertThat(target.get(path.formatted(noon - 7_200, noon)).statusCode()).isEqualTo(200);
  }

  @Test
  void timeShouldBeRejectedWhenItIsNotAJavaInt() {
    for (String begin : List.of("2147483648", "99999999999", "1.5", "soon", "")) {
      // when
      HttpResponse<Buffer> response =
          target.get("/flights/departure?airport=EDDF&begin=" + begin + "&end=2147483647");

      // then
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.getHeader("Content-Type")).startsWith("text/plain");
      assertThat(response.bodyAsString())
          .startsWith(
              "The request arguments you provided were invalid."
                  + " Please consult the documentation. Details: ")
          .contains("For input string: \"" + begin + "\"");
    }
  }

  @Test
  void callShouldBeRejectedWhenAParameterIsMissing() {
    for (String query : List.of("begin=1&end=2", "airport=EDDF&end=2", "airport=EDDF&begin=1")) {
      HttpResponse<Buffer> response = target.get("/flights/departure?" + query);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.bodyAsString()).startsWith("The request arguments you provided");
    }
  }

  private HttpResponse<Buffer> departures(String begin, String end) {
    return target.departures("EDDF", begin, end);
  }

  private static void assertBadInterval(HttpResponse<Buffer> response) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.getHeader("Content-Type")).startsWith("application/json");
    assertThat(response.bodyAsJsonArray())
        .isEqualTo(
            new JsonArray().add("Start after end time or more than seven days of data requested"));
  }
}
