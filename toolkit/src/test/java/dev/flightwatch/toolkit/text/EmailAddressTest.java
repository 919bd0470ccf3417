package dev.flightwatch.toolkit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
  @ParameterizedTest
  @CsvSource({
    "a@b, a@b",
    "' Sara.Rossi@UNICT.it\t', sara.rossi@unict.it",
    "'\u2003a@b\u3000', a@b",
    "o'neil+tag@b.c, o'neil+tag@b.c",
    "JOSÉ@ÑANDÚ.ar, josé@ñandú.ar",
    "用户@例子.中国, 用户@例子.中国",
    "😀@b.c, 😀@b.c",
    "TITLE@IZMIR.tr, title@izmir.tr"
  })
  void parseShouldTrimAndLowerCase(String text, String expected) {
    assertThat(EmailAddress.parse(text).map(EmailAddress::value)).contains(expected);
  }

  @Test
  void parseShouldBeIdempotentForEveryCapitalLetter() {
    IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
        .filter(c -> Character.toLowerCase(c) != c)
        .mapToObj(c -> EmailAddress.parse("a" + Character.toString(c) + "@b").orElseThrow())
        .forEach(first -> assertThat(EmailAddress.parse(first.value())).contains(first));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "@",
        "a@",
        "@b",
        "ab",
        "a@b@c",
        "a b@c",
        "a@b c",
        "a\tb@c",
        "a@b\nc",
        "a\0@b",
        "a\u0007@b",
        "a\u00A0b@c",
        "\u00A0a@b",
        "a@b\u2028c",
        "a\u0085@b",
        "a\u3000b@c",
        "a\u200B@b",
        "a\u202E@b",
        "\uFEFFa@b",
        "a\u00AD@b",
        "\uD83D@b",
        "a@\uDE00"
      })
  void parseShouldBeEmptyWhenTheTextIsNotAnAddress(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @Test
  void parseShouldAcceptUpTo255Characters() {
    assertThat(EmailAddress.parse("a".repeat(253) + "@b")).isPresent();
    assertThat(EmailAddress.parse("a".repeat(254) + "@b")).isEmpty();
    assertThat(EmailAddress.parse("a".repeat(1_000_000) + "@b")).isEmpty();
  }

  @Test
  void parseShouldCountTheCharactersInLowerCase() {
    assertThat("İ".toLowerCase(Locale.ROOT)).hasSize(2);
    assertThat(EmailAddress.parse("İ".repeat(126) + "@b")).isPresent();
    assertThat(EmailAddress.parse("İ".repeat(127) + "@b")).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"A@b", "a@B", " a@b", "a@b ", "ab", "É@b"})
  void constructorShouldFailWhenTheTextIsNotNormalised(String text) {
    assertThatThrownBy(() -> new EmailAddress(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a normalised e-mail address");
  }

  /** The fast path for ASCII must agree with the regular expression on random texts. */
  @Test
  void parseShouldAgreeWithTheRegularExpressionOnAscii() {
    String form = "[^\\s@\\p{Cc}\\p{Cf}]+@[^\\s@\\p{Cc}\\p{Cf}]+";
    Random random = new Random(20_261_125);
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(1 + random.nextInt(6), 0, 9)
              .mapToObj(c -> c < 4 ? "a" : c < 6 ? "@" : Character.toString(random.nextInt(128)))
              .collect(Collectors.joining());
      assertThat(EmailAddress.parse(text).isPresent())
          .as(text)
          .isEqualTo(text.strip().toLowerCase(Locale.ROOT).matches(form));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sara@unict.it, s***@unict.it",
    "' SARA@unict.it', s***@unict.it",
    "a@b, a***@b",
    "😀smile@b.c, 😀***@b.c"
  })
  void maskedShouldShowOnlyTheFirstLetterAndTheDomain(String text, String expected) {
    assertThat(EmailAddress.parse(text).orElseThrow().masked()).isEqualTo(expected);
  }

  @Test
  void toStringShouldBeMasked() {
    assertThat(new EmailAddress("sara@unict.it")).hasToString("s***@unict.it");
    assertThat(Optional.of(new EmailAddress("sara@unict.it")).toString()).doesNotContain("sara");
  }
}
