package dev.flightwatch.bench.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a program runs.
 *
 * @param cpus as {@code taskset -c} takes them; empty: on any
 * @param yielding whether it gives way to others on the same CPU
 */
public record Place(Optional<String> cpus, boolean yielding) {
  private static final String LEAST_BUT_NINE = "10";

  /** What a command has to begin with to run here. */
  List<String> prefix() {
    List<String> words = new ArrayList<>();
    cpus.ifPresent(list -> words.addAll(List.of("taskset", "-c", list)));
    if (yielding) {
      words.addAll(List.of("nice", "-n", LEAST_BUT_NINE));
    }
    return words;
  }
}
