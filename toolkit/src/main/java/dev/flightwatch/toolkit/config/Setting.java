package dev.flightwatch.toolkit.config;

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
 * One key of the configuration, its default and its documentation. The key is lower_snake in the
 * JSON file and as a system property; the environment variable is the key in upper case.
 *
 * @param key the name in lower_snake
 * @param defaultText the text that is read when the key is not set; empty for "no value"
 * @param meaning the description in {@code docs/configuration.md}, in Markdown
 * @param secret whether the value is hidden in logs and error messages
 * @param reader converts the text to the value; fails with an IllegalArgumentException whose
 *     message completes the sentence "KEY ..."
 */
public record Setting<T>(
    String key, String defaultText, String meaning, boolean secret, Function<String, T> reader) {

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** Text without validation; may be empty. */
  public static Setting<String> text(String key, String defaultText, String meaning) {
    return new Setting<>(key, defaultText, meaning, false, Function.identity());
  }

  /** Optional text that is hidden in logs and error messages. */
  public static Setting<Optional<String>> secret(String key, String meaning) {
    return optional(key, meaning, true, Function.identity());
  }

  /** Optional path of a readable file. */
  public static Setting<Optional<Path>> file(String key, String meaning) {
    return optional(key, meaning, false, Setting::readable);
  }

  private static <T> Setting<Optional<T>> optional(
      String key, String meaning, boolean secret, Function<String, T> reader) {
    Function<String, Optional<T>> whenSet =
        text -> text.isEmpty() ? Optional.empty() : Optional.of(reader.apply(text));
    return new Setting<>(key, "", meaning, secret, whenSet);
  }

  private static Path readable(String text) {
    Path path = Path.of(text);
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new IllegalArgumentException("must be the path of a readable file");
    }
    return path;
  }

  /** A comma-separated set of names. */
  public static Setting<Set<String>> names(String key, String meaning) {
    return text(key, "", meaning).map(text -> parts(text).collect(Collectors.toUnmodifiableSet()));
  }

  private static Stream<String> parts(String text) {
    return Stream.of(text.split(",")).map(String::strip).filter(part -> !part.isEmpty());
  }

  /** Optional URL with one of the given schemes; hidden, because it may contain a password. */
  public static Setting<Optional<URI>> url(String key, String meaning, String... schemes) {
    return optional(key, meaning, true, text -> Urls.read(text, schemes));
  }

  /** An http or https URL. */
  public static Setting<URI> httpUrl(String key, String defaultText, String meaning) {
    return text(key, defaultText, meaning).map(text -> Urls.read(text, "http", "https"));
  }

  /** A whole number within bounds, both included. */
  public static Setting<Integer> number(
      String key, int defaultNumber, int min, int max, String meaning) {
    String rule = "must be a whole number from " + min + " to " + max;
    return text(key, Integer.toString(defaultNumber), meaning)
        .map(text -> (int) bounded(text, min, max, 0, rule));
  }

  /** {@code true} or {@code false}. */
  public static Setting<Boolean> flag(String key, boolean defaultValue, String meaning) {
    return text(key, Boolean.toString(defaultValue), meaning).map(Setting::isTrue);
  }

  private static boolean isTrue(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("must be true or false");
    }
    return text.equals("true");
  }

  /** A count of parallel workers; 0, the default, means one per CPU core. */
  public static Setting<Integer> perCore(String key, int max, String meaning) {
    return count(key, max, meaning + " 0: one per CPU core.", CORES);
  }

  /**
   * A count of threads for long computations; 0, the default, means one per CPU core except one,
   * which is left to the event loops, and at least one.
   */
  public static Setting<Integer> perOtherCore(String key, int max, String meaning) {
    String described = meaning + " 0: the number of CPU cores minus one, at least 1.";
    return count(key, max, described, Math.max(1, CORES - 1));
  }

  private static Setting<Integer> count(String key, int max, String meaning, int whenZero) {
    return number(key, 0, 0, max, meaning).map(n -> n == 0 ? whenZero : n);
  }

  /** A port to listen on; 0 means any free port. */
  public static Setting<Integer> port(String key, int defaultPort, String meaning) {
    return number(key, defaultPort, 0, 65_535, meaning);
  }

  /** A duration in seconds with up to three decimals. */
  public static Setting<Duration> seconds(
      String key, double defaultSeconds, double min, double max, String meaning) {
    String rule = "must be a number of seconds from " + plain(min) + " to " + plain(max);
    return text(key, plain(defaultSeconds), meaning)
        .map(text -> Duration.ofMillis(Math.round(bounded(text, min, max, 3, rule) * 1000)));
  }

  /** The address of a peer as {@code host:port}. */
  public static Setting<HostAndPort> peer(String key, String defaultText, String meaning) {
    return text(key, defaultText, meaning).map(HostAndPort::parse);
  }

  /** A comma-separated list of addresses, each {@code host:port}; may be empty. */
  public static Setting<List<HostAndPort>> peers(String key, String defaultText, String meaning) {
    return text(key, defaultText, meaning)
        .map(text -> parts(text).map(HostAndPort::parse).toList());
  }

  /** Returns the same setting with a function applied to its value. */
  public <R> Setting<R> map(Function<? super T, R> function) {
    return new Setting<>(key, defaultText, meaning, secret, reader.andThen(function));
  }

  private static double bounded(String text, double min, double max, int scale, String rule) {
    boolean isNumber = text.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?");
    BigDecimal number = new BigDecimal(isNumber ? text : "0").stripTrailingZeros();
    double value = number.doubleValue();
    if (!isNumber || number.scale() > scale || value < min || value > max) {
      throw new IllegalArgumentException(rule);
    }
    return value;
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** Returns the name of the environment variable. */
  public String variable() {
    return key.toUpperCase(Locale.ROOT);
  }
}
