package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.embedded.opensky.Fault;
import dev.flightwatch.embedded.opensky.TrafficPlan;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code GET /airports/{code}/aircraft}; the rig compares each response with the document. */
class AircraftOperationTest {
  private static HttpReply get(ServiceRig rig, String code) {
    return await(
        rig.http.send(
            HttpMethod.GET, "/airports/" + code + "/aircraft", Map.of(), Buffer.buffer()));
  }

  @Test
  void aircraftShouldBeMockWithoutCredentials() {
    try (ServiceRig rig = new ServiceRig()) {
      // when
      HttpReply reply = get(rig, "cta");

      // then
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.json().getString("airport")).isEqualTo("LICC");
      assertThat(reply.json().getString("data_source")).isEqualTo("mock");
      assertThat(reply.json().getJsonArray("aircraft")).isNotEmpty();
      assertThat(get(rig, "NK39").code()).isEqualTo("unknown_airport");
      assertThat(get(rig, "NK39").status()).isEqualTo(404);
      assertThat(get(rig, "no").status()).isEqualTo(400);
    }
  }

  @Test
  void aircraftShouldBeRealWithCredentialsAndNeverMock() {
    try (EmulatedSkyRig rig = new EmulatedSkyRig(new TrafficPlan.Seeded(1), new JsonObject())) {
      // given
      rig.emulator().faults().add(Fault.status(503).forPath("/api/states/all").times(1));

      // when
      JsonObject failed = get(rig.service, "EDDF").json();
      JsonObject read = get(rig.service, "LICC").json();

      // then
      assertThat(failed.getValue("data_source")).isNull();
      assertThat(failed.getJsonArray("aircraft")).isEmpty();
      assertThat(read.getString("data_source")).isEqualTo("opensky");
      assertThat(read.getString("at"))
          .isEqualTo(rig.now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
      assertThat(rig.emulator().credits().remainingForStates()).isEqualTo(3_999);
    }
  }
}
