package dev.flightwatch.standalone;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PromQL query, parsed only as far as necessary to find its series. promtool checks the syntax.
 *
 * @param selectors the selected series
 * @param grouping labels of groupings and joins
 */
record PromQl(List<Selector> selectors, Set<String> grouping) {
  /**
   * A series in a query.
   *
   * @param function the function that is applied to it, such as {@code rate}; empty for none
   */
  record Selector(String name, List<Matching> labels, String function) {}

  /**
   * A condition on a label.
   *
   * @param operator one of {@code = != =~ !~}
   */
  record Matching(String label, String operator, String value) {
    /** Returns each alternative as a regular expression. */
    Stream<String> patterns() {
      return operator.endsWith("~")
          ? Stream.of(value.split("\\|"))
          : Stream.of(Pattern.quote(value));
    }
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|\\[[^]]*]|[a-zA-Z_:][\\w:]*|\\d[\\w.]*"
              + "|=~|!~|[=!<>]=|[^\\s\\w]");
  private static final Set<String> GROUPING =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "offset", "group_left", "group_right");

  static PromQl of(String query) {
    return new Parser(TOKEN.matcher(query).results().map(r -> r.group()).toList()).query();
  }

  /** Reads the tokens once. */
  private static final class Parser {
    private final List<String> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final Set<String> grouping = new TreeSet<>();
    private String function = "";
    private int at;

    Parser(List<String> tokens) {
      this.tokens = tokens;
    }

    PromQl query() {
      while (at < tokens.size()) {
        String token = tokens.get(at++);
        if (token.equals("{")) {
          throw new IllegalArgumentException("a selector without a name: " + tokens);
        }
        if (token.equals(")")) {
          function = "";
        } else if (isName(token)) {
          readName(token);
        }
      }
      return new PromQl(List.copyOf(selectors), Set.copyOf(grouping));
    }

    private void readName(String name) {
      if (GROUPING.contains(name) && isNext("(")) {
        at++;
        while (!tokens.get(at++).equals(")")) {
          grouping.add(tokens.get(at - 1));
        }
        grouping.remove(",");
      } else if (isNext("(")) {
        function = name;
      } else if (!WORDS.contains(name) && !isNext("by") && !isNext("without")) {
        selectors.add(new Selector(name, isNext("{") ? labels() : List.of(), function));
      }
    }

    private List<Matching> labels() {
      List<Matching> labels = new ArrayList<>();
      at++;
      while (!tokens.get(at).equals("}")) {
        String value = tokens.get(at + 2);
        labels.add(
            new Matching(
                tokens.get(at), tokens.get(at + 1), value.substring(1, value.length() - 1)));
        at += 3;
        if (isNext(",")) {
          at++;
        }
      }
      at++;
      return labels;
    }

    private boolean isNext(String token) {
      return at < tokens.size() && tokens.get(at).equals(token);
    }

    private static boolean isName(String token) {
      return Character.isLetter(token.charAt(0)) || "_:".indexOf(token.charAt(0)) >= 0;
    }
  }
}
