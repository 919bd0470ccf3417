package dev.flightwatch.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {
  @Test
  void originsShouldBeAcceptedAsBrowsersSendThem() {
    assertThat(origins("")).isEmpty();
    assertThat(origins("*")).containsExactly("*");
    assertThat(origins("https://a.example, http://localhost:3000,http://[::1]:3000"))
        .containsExactlyInAnyOrder(
            "https://a.example", "http://localhost:3000", "http://[::1]:3000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example",
        "https://a.example/",
        "https://A.example",
        "https://*.example",
        "ftp://a.example",
        "https://a.example:",
        "null",
        "*, https://a.example",
      })
  void originsShouldBeRefusedWhenNoBrowserSendsThem(String text) {
    assertThatThrownBy(() -> origins(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be * alone, or origins as browsers send them");
  }

  private static Set<String> origins(String text) {
    return HttpSettings.CORS_ORIGINS.reader().apply(text);
  }
}
