package dev.flightwatch.toolkit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.ConfigException;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.tls.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class GrpcSettingsTest {
  private static final String SECRET = "one-secret-0123456";

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

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, false, false",
    "::1, false, false",
    "0.0.0.0, false, true",
    "10.0.0.7, false, true",
    "0.0.0.0, true, false",
  })
  void openAccessShouldWarnOfAnAddressForOtherHostsWithoutASecret(
      String address, boolean hasSecret, boolean expected) {
    // given
    JsonObject json = JsonObject.of("grpc_bind_address", address);
    Config config = load(hasSecret ? json.put("peer_secret", SECRET) : json);

    // then
    assertThat(GrpcSettings.openAccess(config).isPresent()).isEqualTo(expected);
    assertThat(GrpcSettings.openAccess(config).orElse("PEER_SECRET")).contains("PEER_SECRET");
  }

  @ParameterizedTest
  @CsvSource({"false, true", "true, false"})
  void openAccessShouldNotWarnWhenCallersNeedACertificate(
      boolean callersToo, boolean expected, @TempDir Path folder) throws Exception {
    // given
    String file = Files.createFile(folder.resolve("pem")).toString();
    JsonObject json = JsonObject.of("tls_certificate", file, "tls_key", file);
    json.put("grpc_bind_address", "0.0.0.0");
    Config config = load(callersToo ? json.put("grpc_tls_client_ca", file) : json);

    // then
    assertThat(GrpcSettings.openAccess(config).isPresent()).isEqualTo(expected);
  }

  @Test
  void serverShouldListenOnLoopbackWhenOnlyBindAddressIsOpen() {
    Config config = load(JsonObject.of("bind_address", "0.0.0.0"));

    assertThat(GrpcSettings.serverOptions(config, "test grpc", 0).host()).isEqualTo("127.0.0.1");
  }

  @Test
  void loadShouldRefuseAShortSecretAndNotShowIt() {
    assertThatThrownBy(() -> load(JsonObject.of("peer_secret", "hidden")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PEER_SECRET must be 16 to 256")
        .hasMessageNotContaining("hidden");
  }

  @Test
  void channelShouldSendTheFirstSecretAndTheServerAcceptBoth(Vertx vertx, @TempDir Path folder)
      throws Exception {
    // given
    Path calls = folder.resolve("calls.json");
    Files.writeString(calls, "{\"methodConfig\": [{\"name\": [{}], \"timeout\": \"10s\"}]}");
    Config config =
        load(
            JsonObject.of(
                "peer_secret",
                SECRET + ",another-secret-9876",
                "grpc_service_config",
                calls.toString()));
    GrpcApiServer server =
        Echo.open(
            vertx,
            GrpcSettings.serverOptions(config, "test grpc", 0),
            text -> Future.succeededFuture(text));

    // then
    for (String secrets : List.of(SECRET, "another-secret-9876," + SECRET)) {
      Config callers =
          load(JsonObject.of("peer_secret", secrets, "grpc_service_config", calls.toString()));
      HostAndPort peer = new HostAndPort("127.0.0.1", server.port());
      GrpcChannel channel = Echo.await(GrpcSettings.channel(vertx, callers, peer));
      assertThat(Echo.await(Echo.say(channel, "hello"))).isEqualTo("hello");
    }
  }

  private static Config load(JsonObject json) {
    return Config.load(
        json,
        new Settings(StartSettings.SETTINGS, GrpcSettings.SETTINGS, TlsSettings.SETTINGS).all());
  }
}
