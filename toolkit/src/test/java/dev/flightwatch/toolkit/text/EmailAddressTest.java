package dev.flightwatch.toolkit.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.regex.Pattern;
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
  @ValueSource(strings = {"", " ", "@", "a@", "@b", "ab", "a@b@c", "a@b c"})
  void parseShouldBeEmptyWhenTheTextIsNotAnAddress(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @Test
  void parseShouldAcceptUpTo255CharactersInLowerCase() {
    assertThat(EmailAddress.parse("a".repeat(253) + "@b")).isPresent();
    assertThat(EmailAddress.parse("a".repeat(254) + "@b")).isEmpty();
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

  /** A code point is allowed exactly when it is no space and visible. */
  @Test
  void parseShouldAgreeWithTheClassesOfRegularExpressions() {
    Pattern visible =
        Pattern.compile("[^\\s\\p{Cc}\\p{Cf}\\p{Cs}@]", Pattern.UNICODE_CHARACTER_CLASS);
    IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
        .mapToObj(Character::toString)
        .filter(c -> c.equals(c.toLowerCase(Locale.ROOT)))
        .forEach(
            c ->
                assertThat(EmailAddress.parse("a" + c + "a@b").isPresent())
                    .isEqualTo(visible.matcher(c).matches()));
  }

  @ParameterizedTest
  @CsvSource({
    "sara@unict.it, s***@unict.it",
    "' SARA@unict.it', s***@unict.it",
    "a@b, a***@b",
    "😀smile@b.c, 😀***@b.c"
  })
  void maskedShouldShowOnlyTheFirstLetterAndTheDomain(String text, String expected) {
    EmailAddress target = EmailAddress.parse(text).orElseThrow();
    assertThat(target.masked()).isEqualTo(expected);
    assertThat(target).hasToString(expected);
  }
}
