package dev.flightwatch.toolkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsSettingsTest {
  @TempDir Path folder;
  private String file;

  @BeforeEach
  void writeFile() throws Exception {
    file = Files.writeString(folder.resolve("some.pem"), "").toString();
  }

  @Test
  void tlsShouldBeOffWhenNothingIsSet() {
    // when
    Config config = load();

    // then
    assertThat(TlsSettings.http(config)).isEmpty();
    assertThat(TlsSettings.grpcServer(config)).isEmpty();
    assertThat(TlsSettings.grpcClient(config)).isEmpty();
    assertThat(TlsSettings.problems(config)).isEmpty();
  }

  @Test
  void onlyGrpcShouldRequireClientCertificatesWhenAClientCaIsSet() {
    // when
    Config config =
        load(
            "tls_certificate", file,
            "tls_key", file,
            "grpc_tls_client_ca", file,
            "grpc_tls_allowed_callers", "data-collector, other");

    // then
    assertThat(TlsSettings.problems(config)).isEmpty();
    assertThat(TlsSettings.http(config).orElseThrow().trustedCa()).isEmpty();
    assertThat(TlsSettings.grpcServer(config).orElseThrow().trustedCa()).isPresent();
    assertThat(TlsSettings.allowedCallers(config))
        .containsExactlyInAnyOrder("data-collector", "other");
  }

  @Test
  void problemsShouldNameTheMissingSettings() {
    assertThat(
            TlsSettings.problems(
                load("tls_key", file, "grpc_tls_client_ca", file, "grpc_tls_certificate", file)))
        .containsExactly(
            "TLS_KEY has no effect without TLS_CERTIFICATE: set it",
            "GRPC_TLS_CERTIFICATE has no effect without GRPC_TLS_KEY: set it",
            "GRPC_TLS_CLIENT_CA has no effect without TLS_CERTIFICATE: set it",
            "GRPC_TLS_CERTIFICATE has no effect without GRPC_TLS_CA: set it");
    assertThat(TlsSettings.problems(load("tls_certificate", file, "grpc_tls_key", file)))
        .containsExactly(
            "TLS_CERTIFICATE has no effect without TLS_KEY: set it",
            "GRPC_TLS_KEY has no effect without GRPC_TLS_CERTIFICATE: set it");
    assertThat(TlsSettings.problems(load("grpc_tls_allowed_callers", "data-collector")))
        .containsExactly(
            "GRPC_TLS_ALLOWED_CALLERS has no effect without GRPC_TLS_CLIENT_CA: set it");
  }

  @Test
  void loadShouldFailWhenAFileIsMissing() {
    String absent = folder.resolve("absent.pem").toString();
    assertThatThrownBy(() -> load("tls_certificate", absent, "tls_key", folder.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "TLS_CERTIFICATE must be the path of a readable file (it is \"" + absent)
        .hasMessageContaining("TLS_KEY must be the path of a readable file");
  }

  private static Config load(String... keysAndValues) {
    JsonObject json = new JsonObject();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      json.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Config.load(json, TlsSettings.SETTINGS.all());
  }
}
