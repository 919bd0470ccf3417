package dev.flightwatch.toolkit.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WellFormedTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "José", "日本", "😀", "a\u0001\n\u202E", "\uFFFF", "\uE000"})
  void isWellFormedShouldBeTrueForStorableTexts(String text) {
    assertThat(WellFormed.isWellFormed(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0", "a\0b", "\uD83D", "a\uD83D", "\uDE00b", "\uDE00\uD83D", "😀\uD83D"})
  void isWellFormedShouldBeFalseForNulAndUnpairedSurrogates(String text) {
    assertThat(WellFormed.isWellFormed(text)).isFalse();
  }
}
