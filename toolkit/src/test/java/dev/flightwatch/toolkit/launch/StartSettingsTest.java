package dev.flightwatch.toolkit.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.config.Config;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartSettingsTest {
  @Test
  void attemptsShouldBeAsConfigured() {
    JsonObject json = JsonObject.of("start_attempts", 2);

    StartAttempts target = StartSettings.attempts(Config.load(json, StartSettings.DATABASE.all()));

    assertThat(target).isEqualTo(new StartAttempts(2, Duration.ofSeconds(3)));
  }
}
