package dev.flightwatch.standalone;

import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds secrets in output: addresses that are not masked, tokens, passwords. */
final class SecretScanner {
  private static final Pattern ADDRESS =
      Pattern.compile("[\\w.+-]+(@|%40)([\\w-]+\\.)+[A-Za-z]{2,}");
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]+");

  private SecretScanner() {}

  /** Returns each secret that the output contains, with its line. */
  static List<String> find(String output, Collection<String> secrets) {
    Stream<Pattern> literal = secrets.stream().map(s -> Pattern.compile(Pattern.quote(s)));
    List<Pattern> forbidden = Stream.concat(Stream.of(ADDRESS, TOKEN), literal).distinct().toList();
    return output
        .lines()
        .flatMap(
            line ->
                forbidden.stream()
                    .flatMap(pattern -> pattern.matcher(line).results())
                    .map(MatchResult::group)
                    .map(found -> found + " in: " + line))
        .toList();
  }
}
