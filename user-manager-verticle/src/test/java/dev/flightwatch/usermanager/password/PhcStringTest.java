package dev.flightwatch.usermanager.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhcStringTest {
  private static final String REFERENCE_HASH =
      "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

  @Test
  void parseShouldReadParametersSaltAndDigest() {
    // when
    PhcString parsed = PhcString.parse(REFERENCE_HASH);

    // then
    assertThat(parsed.cost()).isEqualTo(new Argon2Cost(65_536, 2));
    assertThat(parsed.salt()).asString().isEqualTo("somesalt");
    assertThat(parsed.digest()).hasSize(32);
    assertThat(parsed.text()).isEqualTo(REFERENCE_HASH);
    assertThat(parsed.toString()).doesNotContain("c29tZXNhbHQ", "CTFhFd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1a",
        "$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1a",
        "$argon2id$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$CTFhFdXPJO1a",
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
      })
  void parseShouldFailWhenTextIsNoSupportedHash(String text) {
    assertThatThrownBy(() -> PhcString.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
