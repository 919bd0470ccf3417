package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.embedded.opensky.EmulatorOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that is read from an emulator is marked, and never mixes with what is real. */
class SimulatedDataTest {
  private static final String FLIGHTS = "/airports/LICC/flights";

  private static EmulatedSkyRig rig(boolean isEmulator) {
    EmulatorOptions options = EmulatorOptions.defaults();
    return new EmulatedSkyRig(isEmulator ? options : options.undisclosed(), new JsonObject());
  }

  private static String text(EmulatedSkyRig rig, String uri, String accept) {
    return await(
            rig.service.http.send(HttpMethod.GET, uri, Map.of("Accept", accept), Buffer.buffer()))
        .body()
        .toString();
  }

  private static JsonObject json(EmulatedSkyRig rig, String uri) {
    return new JsonObject(text(rig, uri, "application/json"));
  }

  private static void assertMarked(JsonObject json, String source, boolean isSimulated) {
    assertThat(json.getString("data_source", json.getString("source"))).isEqualTo(source);
    assertThat(json.getBoolean("simulated")).as(json.encode()).isEqualTo(isSimulated);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyResponseShouldSayWhetherItIsSimulated(boolean isEmulator) {
    try (EmulatedSkyRig rig = rig(isEmulator)) {
      // given
      JsonObject followed = rig.service.follow("sara@unict.it", "LICC").json();
      awaitUntil(
          rig.service.vertx,
          () -> json(rig, "/airports/LICC/statistics").getValue("data_source") != null);

      // when
      JsonObject page = json(rig, FLIGHTS);
      JsonObject collection = json(rig, "/airports/LICC").getJsonObject("collection");
      JsonObject openSky = collection.getJsonObject("opensky");

      // then
      assertMarked(followed, "opensky", isEmulator);
      assertMarked(page, "opensky", isEmulator);
      assertMarked(page.getJsonArray("flights").getJsonObject(0), "opensky", isEmulator);
      assertMarked(json(rig, "/flights/last?airport=LICC"), "opensky", isEmulator);
      assertMarked(json(rig, "/flights/average?airport=LICC&days=1"), "opensky", isEmulator);
      assertMarked(rig.flights("sara@unict.it", 1).get(0), "opensky", isEmulator);
      assertMarked(json(rig, "/airports/LICC/statistics"), "opensky", isEmulator);
      assertMarked(json(rig, "/airports/LICC/aircraft"), "opensky", isEmulator);
      assertMarked(collection, "opensky", isEmulator);
      assertThat(openSky.getBoolean("simulated")).isEqualTo(isEmulator);
      assertThat(openSky.getBoolean("emulator")).isEqualTo(isEmulator);
      assertThat(text(rig, FLIGHTS, "text/csv").lines().skip(1))
          .isNotEmpty()
          .allMatch(row -> row.endsWith(",opensky," + isEmulator));
      assertMarked(
          new JsonObject(text(rig, FLIGHTS, "application/x-ndjson").lines().findFirst().get()),
          "opensky",
          isEmulator);
    }
  }

  @Test
  void airportShouldNotBeReadFromAnEmulatorWhenTheDatabaseHasRealFlights() {
    try (EmulatedSkyRig rig = rig(true)) {
      // given
      rig.service.store("origin", JsonObject.of("_id", "opensky", "emulator", false));

      // when
      JsonObject followed = rig.service.follow("sara@unict.it", "LICC").json();
      JsonObject aircraft = json(rig, "/airports/LICC/aircraft");

      // then
      assertMarked(followed, "mock", true);
      assertThat(aircraft.getValue("data_source")).isNull();
      assertThat(rig.service.storedFlights("opensky")).isZero();
      assertThat(rig.service.management().get("/health/ready").body().toString())
          .contains("DEGRADED", "MONGO_DATABASE");
    }
  }
}
