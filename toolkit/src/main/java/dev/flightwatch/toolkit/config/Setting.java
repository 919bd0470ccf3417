package dev.flightwatch.toolkit.config;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One key of the configuration: what it is called, what it is when nobody sets it, what it means,
 * and how its text is read. The key is lower_snake in the JSON file and as a system property; the
 * environment variable is the same in upper case.
 *
 * @param key lower_snake
 * @param defaultText what is read when nobody sets it; empty for "not set"
 * @param meaning one sentence for the documentation
 * @param secret whether the value must never be shown
 * @param reader turns the text into the value; an IllegalArgumentException's message says what the
 *     text must be
 */
public record Setting<T>(
    String key, String defaultText, String meaning, boolean secret, Function<String, T> reader) {

  public Setting {
    requireNonNull(key);
    requireNonNull(defaultText);
    requireNonNull(meaning);
    requireNonNull(reader);
  }

  /** Text as it is; may be empty. */
  public static Setting<String> text(String key, String defaultText, String meaning) {
    return new Setting<>(key, defaultText, meaning, false, Function.identity());
  }

  /** Text that is never shown; empty when not set. */
  public static Setting<Optional<String>> secret(String key, String meaning) {
    return new Setting<>(
        key, "", meaning, true, text -> Optional.of(text).filter(t -> !t.isEmpty()));
  }

  /** A file that is there and can be read; empty when not set. */
  public static Setting<Optional<Path>> file(String key, String meaning) {
    return new Setting<>(
        key,
        "",
        meaning,
        false,
        text -> Optional.of(text).filter(t -> !t.isEmpty()).map(Setting::readable));
  }

  private static Path readable(String text) {
    Path path = Path.of(text);
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new IllegalArgumentException("must be a file that is there and can be read");
    }
    return path;
  }

  /** Names with commas between them. */
  public static Setting<Set<String>> names(String key, String meaning) {
    return new Setting<>(
        key, "", meaning, false, text -> listed(text).collect(Collectors.toUnmodifiableSet()));
  }

  private static Stream<String> listed(String text) {
    return Stream.of(text.split(",")).map(String::strip).filter(part -> !part.isEmpty());
  }

  /** An address whose user information is never shown; empty when not set. */
  public static Setting<Optional<URI>> url(String key, String meaning, String... schemes) {
    return new Setting<>(
        key,
        "",
        meaning,
        true,
        text -> text.isEmpty() ? Optional.empty() : Optional.of(Urls.read(text, schemes)));
  }

  /** An http or https address. */
  public static Setting<URI> httpUrl(String key, String defaultText, String meaning) {
    return new Setting<>(
        key, defaultText, meaning, false, text -> Urls.read(text, "http", "https"));
  }

  /** A whole number. */
  public static Setting<Integer> number(
      String key, int defaultNumber, int min, int max, String meaning) {
    String rule = "must be a whole number from " + min + " to " + max;
    return new Setting<>(
        key,
        Integer.toString(defaultNumber),
        meaning,
        false,
        text -> (int) bounded(text, min, max, 0, rule));
  }

  /** How many of something are of use; 0, the default, is one a core of this machine. */
  public static Setting<Integer> perCore(String key, int max, String meaning) {
    return counted(key, max, meaning + " 0: one a core.", cores());
  }

  /**
   * How many threads may compute for long; 0, the default, leaves a core to the event loops, where
   * there are two or more.
   */
  public static Setting<Integer> perOtherCore(String key, int max, String meaning) {
    return counted(key, max, meaning + " 0: one a core but one.", Math.max(1, cores() - 1));
  }

  private static Setting<Integer> counted(String key, int max, String meaning, int whenZero) {
    Setting<Integer> number = number(key, 0, 0, max, meaning);
    return new Setting<>(
        key,
        number.defaultText(),
        number.meaning(),
        false,
        number.reader().andThen(n -> n == 0 ? whenZero : n));
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** A port to listen on; 0 takes any free one. */
  public static Setting<Integer> port(String key, int defaultPort, String meaning) {
    return number(key, defaultPort, 0, 65_535, meaning);
  }

  /** A time in seconds, decimals allowed. */
  public static Setting<Duration> seconds(
      String key, double defaultSeconds, double min, double max, String meaning) {
    String rule = "must be seconds from " + plain(min) + " to " + plain(max);
    return new Setting<>(
        key,
        plain(defaultSeconds),
        meaning,
        false,
        text -> Duration.ofMillis(Math.round(bounded(text, min, max, 3, rule) * 1000)));
  }

  /** Another peer's address as {@code host:port}. */
  public static Setting<HostAndPort> peer(String key, String defaultText, String meaning) {
    return new Setting<>(key, defaultText, meaning, false, HostAndPort::parse);
  }

  /** Other peers' addresses, each as {@code host:port}, with commas between; none when empty. */
  public static Setting<List<HostAndPort>> peers(String key, String defaultText, String meaning) {
    return new Setting<>(
        key, defaultText, meaning, false, text -> listed(text).map(HostAndPort::parse).toList());
  }

  private static double bounded(String text, double min, double max, int scale, String rule) {
    if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?")) {
      throw new IllegalArgumentException(rule);
    }
    BigDecimal number = new BigDecimal(text);
    if (number.stripTrailingZeros().scale() > scale
        || number.doubleValue() < min
        || number.doubleValue() > max) {
      throw new IllegalArgumentException(rule);
    }
    return number.doubleValue();
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** The environment variable that sets this key. */
  public String variable() {
    return key.toUpperCase(Locale.ROOT);
  }
}
