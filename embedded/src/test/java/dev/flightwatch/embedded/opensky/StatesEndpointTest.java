package dev.flightwatch.embedded.opensky;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatesEndpointTest {

  private final RunningEmulator target = new RunningEmulator();
  private final long now = RunningEmulator.at(RunningEmulator.NOON);

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void statesShouldBeVectorsOfSeventeenWhenAircraftAreInTheAir() {
    // when
    HttpResponse<Buffer> response = target.get("/states/all");

    // then
    assertThat(response.bodyAsJsonObject().getLong("time")).isEqualTo(now);
    assertThat(states(response))
        .hasSizeGreaterThan(20)
        .allMatch(state -> state.size() == 17)
        .allMatch(state -> state.getString(0).matches("[0-9a-f]{6}"));
  }

  @Test
  void statesShouldBeNullWhenNoneMatches() {
    // when
    HttpResponse<Buffer> response = target.get("/states/all?icao24=ffffff");

    // then
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.bodyAsString()).isEqualTo("{\"time\":" + now + ",\"states\":null}");
  }

  @Test
  void statesShouldBeInTheRequestedArea() {
    // when
    HttpResponse<Buffer> response = target.get("/states/all?lamin=45&lomin=5&lamax=52&lomax=12");

    // then
    assertThat(states(response))
        .isNotEmpty()
        .allMatch(state -> 5 <= state.getDouble(5) && state.getDouble(5) <= 12)
        .allMatch(state -> 45 <= state.getDouble(6) && state.getDouble(6) <= 52)
        .hasSizeLessThan(states(target.get("/states/all")).size());
  }

  @Test
  void statesShouldBeRejectedWhenTimeIsOverAnHourAgo() {
    assertThat(target.get("/states/all?time=" + (now - 3_601)).statusCode()).isEqualTo(400);
    HttpResponse<Buffer> response = target.get("/states/all?time=" + (now - 3_600));
    assertThat(response.bodyAsJsonObject().getLong("time")).isEqualTo(now - 3_600);
  }

  @Test
  void ownStatesShouldBeForbiddenWithoutLogin() {
    assertThat(target.get("/states/own").statusCode()).isEqualTo(403);
    JsonObject own = target.getWithToken(target.token(), "/states/own").bodyAsJsonObject();
    assertThat(own.getValue("states")).isNull();
  }

  private static List<JsonArray> states(HttpResponse<Buffer> response) {
    return response.bodyAsJsonObject().getJsonArray("states").stream()
        .map(JsonArray.class::cast)
        .toList();
  }
}
