package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatesEndpointTest {

  @RegisterExtension final RunningEmulator target = new RunningEmulator();

  @BeforeEach
  void getToken() throws TimeoutException {
    target.authorized();
  }

  @Test
  void statesShouldBeVectorsOfSeventeenInTheRequestedArea() throws TimeoutException {
    // when
    List<JsonArray> all = states("");
    List<JsonArray> inArea = states("?lamin=45&lomin=5&lamax=52&lomax=12");

    // then
    assertThat(all)
        .hasSizeGreaterThan(20)
        .allMatch(state -> state.size() == 17)
        .allMatch(state -> state.getString(0).matches("[0-9a-f]{6}"));
    assertThat(inArea)
        .isNotEmpty()
        .hasSizeLessThan(all.size())
        .allMatch(state -> 5 <= state.getDouble(5) && state.getDouble(5) <= 12)
        .allMatch(state -> 45 <= state.getDouble(6) && state.getDouble(6) <= 52);
  }

  @Test
  void statesShouldBeNullWhenThereAreNone() throws TimeoutException {
    assertThat(target.get("/states/all?lamin=-90&lomin=0&lamax=-89&lomax=1").body())
        .hasToString("{\"time\":%d,\"states\":null}", RunningEmulator.at(RunningEmulator.NOON));
  }

  @Test
  void callShouldBeRejectedWhenTheAreaIsNotComplete() throws TimeoutException {
    assertThat(target.get("/states/all?lamin=45").status()).isEqualTo(400);
  }

  private List<JsonArray> states(String area) throws TimeoutException {
    JsonObject body = target.get("/states/all" + area).json();
    return body.getJsonArray("states").stream().map(JsonArray.class::cast).toList();
  }
}
