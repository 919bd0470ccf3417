package dev.flightwatch.datacollector.airports;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The form in which names and queries are compared. {@code tools/airports} has the same rules. */
final class SearchText {
  /** Letters that are not a Latin letter with an accent, and what is written in their place. */
  private static final Map<String, String> LATIN =
      Map.of(
          "ß", "ss", "æ", "ae", "œ", "oe", "þ", "th", "ø", "o", "ð", "d", "đ", "d", "ł", "l", "ı",
          "i");

  private static final Pattern ACCENTS_AND_APOSTROPHES = Pattern.compile("[\\p{Mn}'’]");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private SearchText() {}

  /** Returns the words of a text, without case and accents, separated by single spaces. */
  static String fold(String text) {
    String letters = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> letter : LATIN.entrySet()) {
      letters = letters.replace(letter.getKey(), letter.getValue());
    }
    String plain = ACCENTS_AND_APOSTROPHES.matcher(letters).replaceAll("");
    return SEPARATORS.matcher(plain).replaceAll(" ").strip();
  }
}
