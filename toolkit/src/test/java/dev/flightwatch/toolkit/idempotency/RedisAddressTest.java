package dev.flightwatch.toolkit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  @ParameterizedTest
  @CsvSource({
    "redis://cache, , , redis://cache, false",
    "rediss://cache:6380/3, , , rediss://cache:6380/3, true",
    "redis://:p%40s%3As+@cache, , p@s:s+, redis://cache, false",
    "redis://u%2F:p:w@[::1]:6379/, u/, p:w, redis://[::1]:6379/, false",
  })
  void addressShouldHaveCredentialsAndATextWithoutThem(
      String url, String user, String password, String text, boolean tls) {
    // when
    RedisAddress address = new RedisAddress(URI.create(url));

    // then
    assertThat(address.account().orElse(null)).isEqualTo(user);
    assertThat(address.password().orElse(null)).isEqualTo(password);
    assertThat(address).hasToString(text);
    assertThat(address.tls()).isEqualTo(tls);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://cache",
        "redis:///",
        "redis:cache",
        "redis://cache:99999",
        "redis://cache:0",
        "redis://cache/name",
        "redis://cache/0?password=hidden-one",
        "redis://cache#hidden-one",
        "redis://hidden-one@cache",
        "redis://a_b:1",
      })
  void addressShouldNameTheValidFormsAndHideSecretsOtherwise(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RedisAddress(URI.create(url)))
        .withMessageContaining("redis://[[user]:password@]host")
        .withMessageNotContaining("hidden-one");
  }
}
