package dev.flightwatch.datacollector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCollectorSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "{}, MONGO_URL",
    "{'mongo_url':'mongodb://h/';'opensky_client_id':'geheim'}, OPENSKY_CLIENT_SECRET",
    "{'mongo_url':'mongodb://h/';'opensky_client_secret':'geheim'}, OPENSKY_CLIENT_ID"
  })
  void loadServiceShouldFailNamingWhatIsMissing(String json, String variable) {
    JsonObject config = new JsonObject(json.replace('\'', '"').replace(';', ','));

    assertThatThrownBy(() -> DataCollectorSettings.loadService(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(variable)
        .hasMessageNotContaining("geheim");
  }

  @Test
  void toStringShouldHideSecrets() {
    // given
    JsonObject config =
        JsonObject.of("mongo_url", "mongodb://sara:geheim@127.0.0.1:27017/")
            .put("opensky_client_id", "geheim")
            .put("opensky_client_secret", "geheim");

    // then
    assertThat(DataCollectorSettings.loadService(config).toString()).doesNotContain("geheim");
  }
}
