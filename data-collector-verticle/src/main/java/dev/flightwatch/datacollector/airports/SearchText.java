package dev.flightwatch.datacollector.airports;

import java.text.Normalizer;

/** The form in which names and queries are compared. */
final class SearchText {
  private SearchText() {}

  /**
   * Returns the words of a text in lower case and without accents, separated by single spaces.
   * Letters that are not a Latin letter with an accent, such as ß, become the Latin letters that
   * are used in their place. Apostrophes do not separate words.
   */
  static String fold(String text) {
    StringBuilder words = new StringBuilder(text.length());
    String parts =
        isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD); // splits accents
    parts.codePoints().forEach(character -> append(words, character));
    int end = words.length();
    return words.substring(0, end > 0 && words.charAt(end - 1) == ' ' ? end - 1 : end);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(character -> character < 0x80);
  }

  private static void append(StringBuilder words, int character) {
    if (Character.isLetterOrDigit(character)) {
      appendLetter(words, Character.toLowerCase(character));
    } else if (isSeparator(character) && words.length() > 0) {
      if (words.charAt(words.length() - 1) != ' ') {
        words.append(' ');
      }
    }
  }

  private static boolean isSeparator(int character) {
    return character != '\'' && character != '’' && !isAccent(character);
  }

  private static boolean isAccent(int character) {
    return Character.getType(character) == Character.NON_SPACING_MARK;
  }

  private static void appendLetter(StringBuilder words, int letter) {
    switch (letter) {
      case 'ß' -> words.append("ss");
      case 'æ' -> words.append("ae");
      case 'œ' -> words.append("oe");
      case 'þ' -> words.append("th");
      case 'ø' -> words.append('o');
      case 'ð', 'đ' -> words.append('d');
      case 'ł' -> words.append('l');
      case 'ı' -> words.append('i');
      default -> words.appendCodePoint(letter);
    }
  }
}
