package dev.flightwatch.datacollector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCollectorOptionsTest {

  private static OpenSkyOptions openSky(JsonObject json) {
    return DataCollectorOptions.openSky(
        DataCollectorSettings.loadService(json.put("mongo_url", "mongodb://127.0.0.1:27017/")));
  }

  @ParameterizedTest
  @CsvSource({
    "https://opensky.example/api, https://opensky.example/api",
    "https://opensky.example/api/, https://opensky.example/api",
    "http://127.0.0.1:8080//, http://127.0.0.1:8080"
  })
  void apiUrlShouldLoseTrailingSlashes(String given, String expected) {
    assertThat(openSky(JsonObject.of("opensky_api_url", given)).apiUrl()).hasToString(expected);
  }

  @Test
  void credentialsShouldBeEmptyWhenTheyAreNotSet() {
    assertThat(openSky(new JsonObject()).credentials()).isEmpty();
    assertThat(
            openSky(JsonObject.of("opensky_client_id", "me", "opensky_client_secret", "geheim"))
                .credentials())
        .contains(new OpenSkyOptions.ClientCredentials("me", "geheim"));
  }

  @ParameterizedTest
  @CsvSource({"30, 400, 30", "365, 100, 98", "30, 1, 0", "0, 400, 0"})
  void backfillShouldNotBeLongerThanFlightsAreKept(int backfill, int retention, int days) {
    JsonObject json =
        JsonObject.of("mongo_url", "mongodb://127.0.0.1:27017/")
            .put("backfill_days", backfill)
            .put("flights_retention_days", retention);
    assertThat(DataCollectorOptions.backfillDays(DataCollectorSettings.loadService(json)))
        .isEqualTo(days);
  }
}
