package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlEndpointsTest {

  @RegisterExtension final RunningEmulator target = new RunningEmulator();

  @Test
  void stateShouldShowFaultsAndCalls() throws TimeoutException {
    // given
    target.authorized().departures("EDDF");
    target.addFault("{'fault':'status','status':500,'times':2}");
    target.departures("EDDF");

    // when
    JsonObject state = target.control(HttpMethod.GET, "", "").json();

    // then
    assertThat(state.getJsonArray("faults").encode())
        .isEqualTo(
            "[{\"fault\":\"status\",\"on\":\"api\",\"airport\":null,\"path\":null,\"times\":1,"
                + "\"delay_millis\":0,\"status\":500,\"retry_after_seconds\":null}]");
    JsonArray recent = state.getJsonObject("calls").getJsonArray("recent");
    assertThat(state.getJsonObject("calls").getInteger("total")).isEqualTo(3);
    assertThat(recent.getJsonObject(1).encode())
        .isEqualTo(
            "{\"time\":\"2026-03-10T12:00:00Z\",\"path\":\"/api/flights/departure\","
                + "\"airport\":\"EDDF\",\"begin\":\"1773136800\",\"end\":\"1773144000\","
                + "\"status\":200,\"fault\":null}");
    assertThat(recent.getJsonObject(2).getString("fault")).isEqualTo("status");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{'fault':'no-such'}",
        "{'fault':'status'}",
        "{'fault':'status','status':200}",
        "{'fault':'status','status':'503'}",
        "{'fault':'drop','times':0}",
        "{'fault':'drop','on':'roof'}",
        "{'fault':'drop','path':'flights/arrival'}",
        "{'fault':'slow','delay_millis':null}"
      })
  void faultShouldBeRejectedWhenItIsInvalid(String fault) throws TimeoutException {
    assertThat(target.addFault(fault).status()).isEqualTo(400);
    assertThat(target.emulator.faults().active()).isEmpty();
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
