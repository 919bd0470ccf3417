package dev.flightwatch.toolkit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicUrlTest {
  private static final String ATTRIBUTES = "; Max-Age=%d; Path=/; HttpOnly; SameSite=Strict%s";

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, http://localhost:8080 http://127.0.0.1:8080 http://[::1]:8080, false",
    "https://localhost, https://localhost https://127.0.0.1 https://[::1], true",
    "https://example.org/board, https://example.org, true",
    "http://example.org:81/, http://example.org:81, false"
  })
  void publicUrlShouldDecideTheOriginsAndTheCookie(URI url, String origins, boolean isSecure) {
    // given
    String name = isSecure ? "__Host-session" : "session";
    String secure = isSecure ? "; Secure" : "";

    // when
    PublicUrl target = PublicUrl.of(url);

    // then
    assertThat(target.origins()).containsExactlyInAnyOrder(origins.split(" "));
    assertThat(target.cookieName()).isEqualTo(name);
    assertThat(target.sessionCookie("fws_1", Duration.ofMinutes(1)))
        .isEqualTo(name + "=fws_1" + ATTRIBUTES.formatted(60, secure));
    assertThat(target.noSessionCookie()).isEqualTo(name + "=" + ATTRIBUTES.formatted(0, secure));
  }
}
