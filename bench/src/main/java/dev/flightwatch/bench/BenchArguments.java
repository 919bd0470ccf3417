package dev.flightwatch.bench;

import dev.flightwatch.bench.scenario.RunLength;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The command line arguments of the benchmarks, including those that {@code bench/run} adds.
 *
 * @param mode full, quick or smoke
 * @param only a part of the names of the rows to measure; empty: all rows
 * @param home the root of the repository
 * @param commit the measured commit
 * @param serverCpus the CPUs of the measured programs; empty: any
 * @param loadCpus the CPUs of this process and the databases; empty: any
 */
record BenchArguments(
    String mode,
    String only,
    Path home,
    String commit,
    Optional<String> serverCpus,
    Optional<String> loadCpus) {

  /**
   * Parses the command line.
   *
   * @throws IllegalArgumentException if it is invalid; the message names the argument
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
        default -> throw new IllegalArgumentException("unknown option " + word + "; see --help");
      }
    }
    return new BenchArguments(mode, only, home, commit, serverCpus, loadCpus);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " requires a value; see --help");
    }
    return rest.next();
  }

  /** Returns the directory of the saved tables. */
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

  RunLength length() {
    return switch (mode) {
      case "quick" -> RunLength.QUICK;
      case "smoke" -> RunLength.SMOKE;
      default -> RunLength.FULL;
    };
  }
}
