package dev.flightwatch.toolkit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
  @ParameterizedTest
  @CsvSource({
    "redis://cache,,",
    "rediss://cache:6380/3,,",
    "redis://:p%40s%3As+@cache,,p@s:s+",
    "redis://u%2F:p:w@[::1]:6379/,u/,p:w",
  })
  void ofShouldReadCredentialsWhenThereAreAny(String text, String user, String password) {
    // when
    RedisAddress address = RedisAddress.of(URI.create(text));

    // then
    assertThat(address.account().orElse(null)).isEqualTo(user);
    assertThat(address.password().orElse(null)).isEqualTo(password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://cache",
        "redis://",
        "redis:cache",
        "redis://cache:99999",
        "redis://cache:0",
        "redis://cache/name",
        "redis://cache/0?password=hidden-one",
        "redis://cache#hidden-one",
        "redis://hidden-one@cache",
        "redis://a_b:1",
      })
  void ofShouldNameTheValidFormsAndHideSecretsOtherwise(String text) {
    String escaped = text.equals("redis://") ? "redis:///" : text;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisAddress.of(URI.create(escaped)))
        .withMessageContaining("redis://[[user]:password@]host")
        .withMessageNotContaining("hidden-one");
  }

  @Test
  void toStringShouldOmitUserAndPassword() {
    assertThat(RedisAddress.of(URI.create("rediss://me:hidden@cache:6380/3")))
        .hasToString("rediss://cache:6380/3");
  }

  @Test
  void tlsShouldFollowTheScheme() {
    assertThat(RedisAddress.of(URI.create("rediss://cache")).tls()).isTrue();
    assertThat(RedisAddress.of(URI.create("redis://cache")).tls()).isFalse();
  }
}
