package dev.flightwatch.standalone;

import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what no output may have: addresses that are not masked, tokens, passwords. */
final class Leaks {
  private static final Pattern ADDRESS =
      Pattern.compile("[\\w.+-]+(@|%40)([\\w-]+\\.)+[A-Za-z]{2,}");
  private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]+");

  private Leaks() {}

  /** What of it is in an output, with the line that it is in. */
  static List<String> in(String output, Collection<String> secrets) {
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
