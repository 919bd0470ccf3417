package dev.flightwatch.bench.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The CPUs and the priority of a program.
 *
 * @param cpus a list for {@code taskset -c}; empty: all CPUs
 * @param yielding whether it has a low priority
 */
public record CpuPlacement(Optional<String> cpus, boolean yielding) {
  private static final String LOW_PRIORITY = "10";

  /** Returns the prefix of a command that is placed like this. */
  List<String> prefix() {
    List<String> words = new ArrayList<>();
    cpus.ifPresent(list -> words.addAll(List.of("taskset", "-c", list)));
    if (yielding) {
      words.addAll(List.of("nice", "-n", LOW_PRIORITY));
    }
    return words;
  }
}
