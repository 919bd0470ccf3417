package dev.flightwatch.datacollector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.management.HealthCheck;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAccessTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, false, false",
    "localhost, false, false",
    "::1, false, false",
    "0.0.0.0, false, true",
    "192.168.1.7, false, true",
    "0.0.0.0, true, false"
  })
  void warnShouldWarnOfAnAddressForOtherHostsWithoutCredentials(
      String address, boolean required, boolean expected) {
    Config config =
        DataCollectorSettings.load(
            JsonObject.of("bind_address", address, "auth_required", required));

    Optional<HealthCheck> check = OpenAccess.warn(config);

    assertThat(check.isPresent()).isEqualTo(expected);
    assertThat(check.map(entry -> entry.probe().get().result().getString("warning")).orElse("AUTH"))
        .contains("AUTH");
  }
}
