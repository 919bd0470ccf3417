package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class GrpcSettingsTest {
  @Test
  void redisShouldBeEmptyWhenNoAddressIsSet(Vertx vertx) {
    assertThat(GrpcSettings.redis(vertx, load(new JsonObject()))).isEmpty();
  }

  @Test
  void redisShouldBeAClientAndTheAddressMaskedWhenItIsSet(Vertx vertx) {
    // given
    Config config = load(JsonObject.of("redis_url", "rediss://me:hidden@cache:6380/3"));

    // then
    assertThat(GrpcSettings.redis(vertx, config)).isPresent();
    assertThat(config.toString()).doesNotContain("hidden", "cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://:hidden@cache", "redis://:hidden@cache/x", "redis://:hidden@", "hidden"})
  void loadShouldRefuseAnotherAddressAndNotShowIt(String url) {
    assertThatThrownBy(() -> load(JsonObject.of("redis_url", url)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("REDIS_URL must be")
        .hasMessageNotContaining("hidden");
  }

  private static Config load(JsonObject json) {
    return Config.load(json, GrpcSettings.SETTINGS.all());
  }
}
