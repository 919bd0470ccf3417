package dev.flightwatch.usermanager.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class UserManagerSettingsTest {
  @Test
  void loadServiceShouldFailWithoutADatabase() {
    assertThatThrownBy(() -> UserManagerSettings.loadService(new JsonObject()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DATABASE_URL");
  }

  @Test
  void loadShouldNeedNoDatabase() {
    assertThat(UserManagerSettings.load(new JsonObject()).get(UserManagerSettings.HTTP_PORT))
        .isEqualTo(5000);
  }

  @Test
  void loadShouldFailWhenPortsClash() {
    JsonObject json = JsonObject.of("user_manager_http_port", 50_051);

    assertThatThrownBy(() -> UserManagerSettings.load(json))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("USER_MANAGER_GRPC_PORT must differ from USER_MANAGER_HTTP_PORT");
  }

  @Test
  void toStringShouldHideSecrets() {
    JsonObject json = JsonObject.of("database_url", "postgresql://sara:geheim@127.0.0.1:5432/db");

    assertThat(UserManagerSettings.loadService(json).toString()).doesNotContain("geheim");
  }
}
