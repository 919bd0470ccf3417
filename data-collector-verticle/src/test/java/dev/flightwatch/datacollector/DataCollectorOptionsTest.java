package dev.flightwatch.datacollector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCollectorOptionsTest {

  private static OpenSkyOptions options(String... keysAndValues) {
    JsonObject json = new JsonObject().put("mongo_url", "mongodb://127.0.0.1:27017/");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      json.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return DataCollectorOptions.options(DataCollectorSettings.loadService(json));
  }

  @ParameterizedTest
  @CsvSource({
    "https://opensky.example/api, https://opensky.example/api",
    "https://opensky.example/api/, https://opensky.example/api",
    "http://127.0.0.1:8080//, http://127.0.0.1:8080"
  })
  void apiUrlShouldLoseASlashAtItsEnd(String given, String used) {
    assertThat(options("opensky_api_url", given).apiUrl()).hasToString(used);
  }

  @Test
  void credentialsShouldBeThoseSetAndNoneOtherwise() {
    assertThat(options().credentials()).isEmpty();
    assertThat(options("opensky_client_id", "me", "opensky_client_secret", "geheim").credentials())
        .contains(new OpenSkyOptions.Credentials("me", "geheim"));
  }
}
