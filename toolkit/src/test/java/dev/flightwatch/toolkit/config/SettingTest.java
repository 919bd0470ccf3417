package dev.flightwatch.toolkit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
  private static final Setting<Integer> NUMBER = Setting.number("number", 5, -3, 1000, "Number");
  private static final Setting<Duration> TIME = Setting.seconds("time", 0.5, 0.001, 60, "Duration");
  private static final Setting<Optional<URI>> URL = Setting.url("u", "URL", "store", "mall");
  private static final Setting<Integer> PORT = Setting.port("shop_port", 80, "Port");

  @ParameterizedTest
  @CsvSource({"-3,-3", "0,0", "-0,0", "007,7", "600.0,600", "1000,1000"})
  void numberShouldBeReadWhenItIsWholeAndWithinBounds(String text, int expected) {
    assertThat(NUMBER.reader().apply(text)).isEqualTo(expected);
  }

  static Stream<String> noNumbers() {
    String words =
        "-4 1001 1.5 1e2 +5 0x10 1,000 1_000 .5 5. --5 five NaN Infinity ٣ ５ 99999999999999999999"
            + " 4294967297 null true";
    return Stream.concat(Stream.of(words.split(" ")), Stream.of("", " ", "5 6"));
  }

  @ParameterizedTest
  @MethodSource("noNumbers")
  void numberShouldBeRejectedOtherwise(String text) {
    assertThatThrownBy(() -> NUMBER.reader().apply(text))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a whole number from -3 to 1000");
  }

  @ParameterizedTest
  @CsvSource({"0.001,1", "0.5,500", "1,1000", "1.50,1500", "59.999,59999", "60,60000"})
  void secondsShouldBeReadToTheMillisecond(String text, long millis) {
    assertThat(TIME.reader().apply(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "0", "0.0005", "0.0015", "60.001", "-1", "5s", "PT5S", "1e1", "0,5", "1.", ".5", "٠.٥",
        "∞"
      })
  void secondsShouldBeRejectedOtherwise(String text) {
    assertThatThrownBy(() -> TIME.reader().apply(text))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a number of seconds from 0.001 to 60");
  }

  @Test
  void portShouldBeFrom0To65535() {
    assertThat(PORT.reader().apply("0")).isZero();
    assertThat(PORT.reader().apply("65535")).isEqualTo(65_535);
    assertThatThrownBy(() -> PORT.reader().apply("65536")).hasMessageContaining("from 0 to 65535");
    assertThat(PORT.variable()).isEqualTo("SHOP_PORT");
  }

  @Test
  void defaultShouldBeReadLikeAnyOtherText() {
    assertThat(NUMBER.reader().apply(NUMBER.defaultText())).isEqualTo(5);
    assertThat(TIME.reader().apply(TIME.defaultText())).isEqualTo(Duration.ofMillis(500));
    assertThat(URL.reader().apply(URL.defaultText())).isEmpty();
    assertThat(Setting.secret("s", "Secret").reader().apply("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "store://h",
    "store://me:p%40ss@h:1/db?a=b",
    "'store://h1:1,h2:2/'",
    "mall://[::1]:1"
  })
  void urlShouldBeReadWhenItsSchemeIsAllowed(String text) {
    assertThat(URL.reader().apply(text)).contains(URI.create(text));
  }

  @ParameterizedTest
  @CsvSource({"h", "h:1", "/db", "store:h", "store://", "store:///db", "shop://h", "::"})
  void urlShouldBeRejectedOtherwise(String text) {
    assertThatThrownBy(() -> URL.reader().apply(text))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be a URL that begins with store:// or mall://");
  }

  @Test
  void urlProblemShouldAskForPercentEncodingWhenAPasswordIsNotEncoded() {
    assertThatThrownBy(() -> URL.reader().apply("store://a:%@h"))
        .hasMessageEndingWith("mall://, special characters percent-encoded");
  }

  @Test
  void countsPerCoreShouldBeThoseOfTheMachineByDefault() {
    Setting<Integer> perCore = Setting.perCore("workers", 3, "Workers.");
    Setting<Integer> perOtherCore = Setting.perOtherCore("workers", 3, "Workers.");
    int cores = Runtime.getRuntime().availableProcessors();
    assertThat(perCore.reader().apply(perCore.defaultText())).isEqualTo(cores);
    assertThat(perOtherCore.reader().apply("0")).isEqualTo(Math.max(1, cores - 1));
    assertThat(perCore.reader().apply("3")).isEqualTo(3);
    assertThatThrownBy(() -> perCore.reader().apply("4")).hasMessageContaining("from 0 to 3");
    assertThat(perCore.meaning()).isEqualTo("Workers. 0: one per CPU core.");
    assertThat(perOtherCore.meaning())
        .isEqualTo("Workers. 0: the number of CPU cores minus one, at least 1.");
  }
}
