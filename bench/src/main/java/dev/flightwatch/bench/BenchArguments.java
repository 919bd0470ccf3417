package dev.flightwatch.bench;

import dev.flightwatch.bench.row.Effort;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What was said on the command line, and what {@code bench/run} found out.
 *
 * @param mode full, quick or smoke
 * @param only a part of the names of the rows that are wanted
 * @param home the repository's root
 * @param commit what is measured
 * @param serverCpus where what is measured runs; empty: anywhere
 * @param loadCpus where this process runs
 */
record BenchArguments(
    String mode,
    String only,
    Path home,
    String commit,
    Optional<String> serverCpus,
    Optional<String> loadCpus) {

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a message that says what is wrong
   */
  static BenchArguments parse(String[] words) {
    String mode = "full";
    String only = "";
    Path home = Path.of("").toAbsolutePath();
    String commit = "unknown";
    Optional<String> serverCpus = Optional.empty();
    Optional<String> loadCpus = Optional.empty();
    for (Iterator<String> rest = List.of(words).iterator(); rest.hasNext(); ) {
      String word = rest.next();
      switch (word) {
        case "--quick", "--smoke" -> mode = word.substring(2);
        case "--only" -> only = value(word, rest);
        case "--home" -> home = Path.of(value(word, rest));
        case "--commit" -> commit = value(word, rest);
        case "--server-cpus" -> serverCpus = Optional.of(value(word, rest));
        case "--load-cpus" -> loadCpus = Optional.of(value(word, rest));
        default -> throw new IllegalArgumentException(word + " is not known; --help says what is");
      }
    }
    return new BenchArguments(mode, only, home, commit, serverCpus, loadCpus);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value; --help says which");
    }
    return rest.next();
  }

  /** Where tables are kept. */
  Path results() {
    return home.resolve("bench/results");
  }

  String shownCpus() {
    return serverCpus
        .map(cpus -> "%s measured, %s load and databases".formatted(cpus, loadCpus.orElse("any")))
        .orElse("not pinned");
  }

  boolean isSmoke() {
    return mode.equals("smoke");
  }

  Effort effort() {
    return switch (mode) {
      case "quick" -> Effort.QUICK;
      case "smoke" -> Effort.SMOKE;
      default -> Effort.FULL;
    };
  }
}
