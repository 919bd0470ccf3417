package dev.flightwatch.datacollector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCollectorSettingsTest {
  private static final JsonObject MINIMUM =
      new JsonObject().put("mongo_url", "mongodb://sara:geheim@127.0.0.1:27017/");

  @Test
  void loadServiceShouldFailWithoutADatabase() {
    assertThatThrownBy(() -> DataCollectorSettings.loadService(new JsonObject()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("MONGO_URL");
  }

  @ParameterizedTest
  @CsvSource({"opensky_client_id", "opensky_client_secret"})
  void loadServiceShouldFailWhenOneCredentialIsMissing(String key) {
    assertThatThrownBy(() -> DataCollectorSettings.loadService(MINIMUM.copy().put(key, "geheim")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("OPENSKY_CLIENT_ID")
        .hasMessageContaining("OPENSKY_CLIENT_SECRET")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void toStringShouldHideSecrets() {
    // when
    Config config =
        DataCollectorSettings.loadService(
            MINIMUM
                .copy()
                .put("opensky_client_id", "geheim")
                .put("opensky_client_secret", "geheim"));

    // then
    assertThat(config.toString()).doesNotContain("geheim");
  }
}
