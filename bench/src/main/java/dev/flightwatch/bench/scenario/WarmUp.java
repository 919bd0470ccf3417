package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.load.LoadGenerator;
import dev.flightwatch.bench.program.Program;
import java.time.Duration;

/**
 * Loads a program until its JIT compilers are nearly idle. On one CPU they use half of it during
 * the first 30 seconds. Where the system does not report their CPU time, the program is loaded
 * once.
 */
final class WarmUp {
  private static final Duration SLICE = Duration.ofSeconds(2);

  /** The share of one CPU under which the compilers count as idle. */
  private static final double COMPILING = 0.1;

  private WarmUp() {}

  /** A load of a given duration. */
  interface Loading {
    void last(Duration time) throws Exception;
  }

  /**
   * Loads a program.
   *
   * @param max the maximum duration
   */
  static void of(Program program, Duration max, Loading loading) throws Exception {
    long end = System.nanoTime() + max.toNanos();
    Duration compiling;
    do {
      Duration before = program.compileTime();
      loading.last(SLICE);
      compiling = program.compileTime().minus(before);
    } while (compiling.toNanos() > COMPILING * SLICE.toNanos() && System.nanoTime() < end);
  }

  /** Ignores the statuses, since requests can be rejected while the program is still slow. */
  static void of(Program program, Duration max, LoadGenerator load) throws Exception {
    of(program, max, (Duration time) -> BlockingFutures.await(load.closed(time)));
  }
}
