package dev.flightwatch.datacollector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.collection.CollectionTimes;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions;
import dev.flightwatch.toolkit.config.Config;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCollectorOptionsTest {

  private static Config config(String... keysAndValues) {
    JsonObject json = new JsonObject().put("mongo_url", "mongodb://127.0.0.1:27017/");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      json.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return DataCollectorSettings.loadService(json);
  }

  private static OpenSkyOptions openSky(String... keysAndValues) {
    return DataCollectorOptions.openSky(config(keysAndValues));
  }

  @ParameterizedTest
  @CsvSource({
    "https://opensky.example/api, https://opensky.example/api",
    "https://opensky.example/api/, https://opensky.example/api",
    "http://127.0.0.1:8080//, http://127.0.0.1:8080"
  })
  void apiUrlShouldLoseTrailingSlashes(String given, String expected) {
    assertThat(openSky("opensky_api_url", given).apiUrl()).hasToString(expected);
  }

  @Test
  void credentialsShouldBeEmptyWhenTheyAreNotSet() {
    assertThat(openSky().credentials()).isEmpty();
    assertThat(openSky("opensky_client_id", "me", "opensky_client_secret", "geheim").credentials())
        .contains(new OpenSkyOptions.ClientCredentials("me", "geheim"));
  }

  @Test
  void openSkyShouldHaveTheDocumentedDefaults() {
    assertThat(openSky())
        .isEqualTo(
            new OpenSkyOptions(
                URI.create("https://opensky-network.org/api"),
                URI.create(
                    "https://auth.opensky-network.org/auth/realms/opensky-network/protocol/openid-connect/token"),
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                4_000,
                5,
                Duration.ofSeconds(60)));
  }

  @Test
  void collectionTimesShouldHaveTheDocumentedDefaults() {
    assertThat(DataCollectorOptions.collectionTimes(config()))
        .isEqualTo(
            new CollectionTimes(
                Duration.ofSeconds(600),
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofSeconds(9),
                Duration.ofMillis(250),
                4));
  }
}
