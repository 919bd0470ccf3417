package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlEndpointsTest {

  private static final String BEGIN = "2026-03-09T00:00:00Z";
  private static final String END = "2026-03-09T23:59:59Z";

  private final RunningEmulator target = new RunningEmulator();

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void stateShouldShowFaultsCreditsCallsAndAirports() {
    // given
    String token = target.token();
    target.departures(token, "EDDF", BEGIN, END);
    target.departures(token, "FHAW", BEGIN, END);
    target.control(HttpMethod.POST, "/faults", "{\"fault\":\"status\",\"status\":500,\"times\":2}");
    target.departures(token, "EDDF", BEGIN, END);

    // when
    JsonObject state = target.state();

    // then
    JsonObject calls = state.getJsonObject("calls");
    assertThat(state.getJsonArray("faults").getJsonObject(0).encode())
        .isEqualTo("{\"fault\":\"status\",\"on\":\"api\",\"status\":500,\"times\":1}");
    assertThat(state.getJsonObject("credits").encode())
        .isEqualTo("{\"flights\":3940,\"states\":4000,\"resets_at\":\"2026-03-11T00:00:00Z\"}");
    assertThat(state.getJsonArray("airports")).contains("LICC");
    assertThat(calls.getInteger("total")).isEqualTo(4);
    assertThat(calls.getInteger("token_requests")).isEqualTo(1);
    assertThat(calls.getJsonObject("by_airport").encode())
        .isEqualTo("{\"EDDF\":{\"200\":1,\"500\":1},\"FHAW\":{\"404\":1}}");
    assertThat(calls.getJsonObject("by_path").getJsonObject("/api/flights/departure").encode())
        .isEqualTo("{\"200\":1,\"404\":1,\"500\":1}");
    assertThat(calls.getJsonArray("recent").getJsonObject(1).encode())
        .isEqualTo(
            "{\"time\":\"2026-03-10T12:00:00Z\",\"path\":\"/api/flights/departure\","
                + "\"airport\":\"EDDF\",\"begin\":\"1773014400\",\"end\":\"1773100799\","
                + "\"status\":200}");
    assertThat(
            calls.getJsonArray("recent").stream()
                .map(call -> ((JsonObject) call).getString("fault")))
        .containsExactly(null, null, null, "status");
  }

  @Test
  void faultShouldBeRejectedWhenItIsInvalid() {
    for (String wrong :
        List.of(
            "",
            "{",
            "[]",
            "{}",
            "{\"fault\":\"no-such\"}",
            "{\"fault\":5}",
            "{\"fault\":\"status\"}",
            "{\"fault\":\"status\",\"status\":200}",
            "{\"fault\":\"status\",\"status\":\"503\"}",
            "{\"fault\":\"drop\",\"times\":0}",
            "{\"fault\":\"drop\",\"on\":\"roof\"}",
            "{\"fault\":\"slow\",\"delay_millis\":600001}",
            "{\"fault\":\"slow\",\"delay_millis\":null}",
            "{\"fault\":\"status\",\"status\":429,\"retry_after_seconds\":-1}")) {
      assertThat(target.control(HttpMethod.POST, "/faults", wrong).statusCode())
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(target.emulator.faults().active()).isEmpty();
  }

  @Test
  void creditsShouldBeRejectedWhenTheyAreNotANumber() {
    for (String wrong :
        List.of("", "{}", "{\"remaining\":-1}", "{\"remaining\":\"5\"}", "{\"remaining\":null}")) {
      assertThat(target.control(HttpMethod.PUT, "/credits", wrong).statusCode())
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(target.emulator.credits().remaining()).isEqualTo(4_000);
  }

  @Test
  void callsShouldBeCountedWhenThereAreMoreThanTheLogKeeps() {
    // given
    CallLog calls = new CallLog();

    // when
    for (int i = 0; i < 1_500; i++) {
      calls.record(new RecordedCall(target.clock.instant(), "/p", "EDDF", "" + i, null, 200, null));
    }

    // then
    assertThat(calls.about("EDDF")).isEqualTo(1_500);
    assertThat(calls.about("EDDF", 200)).isEqualTo(1_500);
    assertThat(calls.about("EDDF", 404)).isZero();
    assertThat(calls.recent()).hasSize(1_000);
    assertThat(calls.recent().get(0).begin()).isEqualTo("500");
  }
}
