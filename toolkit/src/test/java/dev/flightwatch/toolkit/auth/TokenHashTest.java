package dev.flightwatch.toolkit.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenHashTest {
  /** The expected hashes are those of the program sha256sum. */
  @ParameterizedTest
  @CsvSource({
    "fws_1, b27d661c7dce530446dd49eee63bd04ba0a38f6ed1581bcdd23d2dea5c2fd18a",
    "è, 97c916cd94785d7b9b52ae7013c267854f275691ddaae212bc1c07f639b8a0c7"
  })
  void hashShouldBeTheSha256OfTheText(String token, String hex) {
    // when
    TokenHash hash = TokenHash.of(token);

    // then
    assertThat(hash.hex()).isEqualTo(hex);
    assertThat(hash.bytes()).isEqualTo(HexFormat.of().parseHex(hex));
    assertThat(TokenHash.of(hash.bytes())).isEqualTo(hash);
    assertThat(hash).hasToString(hex.substring(0, 8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "0g",
        "000000000000000000000000000000000000000000000000000000000000000000"
      })
  void hashShouldHave32Bytes(String hex) {
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenHash(hex));
  }
}
