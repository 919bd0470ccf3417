package dev.flightwatch.bench.row;

import dev.flightwatch.bench.load.Load;
import dev.flightwatch.bench.program.Program;
import java.time.Duration;

/**
 * Loads a program until its JIT compilers have done their work: on one CPU they take half of it for
 * the first half minute. Where they cannot be watched, it is loaded once.
 */
final class WarmUp {
  private static final Duration SLICE = Duration.ofSeconds(2);

  /** The part of one CPU's time that compilers take when nearly all is compiled. */
  private static final double COMPILING = 0.1;

  private WarmUp() {}

  /** Some load. */
  interface Loading {
    void last(Duration time) throws Exception;
  }

  /**
   * @param most how long it is loaded at most
   */
  static void of(Program program, Duration most, Loading loading) throws Exception {
    long end = System.nanoTime() + most.toNanos();
    Duration compiling;
    do {
      Duration before = program.compileTime();
      loading.last(SLICE);
      compiling = program.compileTime().minus(before);
    } while (compiling.toNanos() > COMPILING * SLICE.toNanos() && System.nanoTime() < end);
  }

  /** The same with whatever answers there are: while all is slow still, some may be refused. */
  static void of(Program program, Duration most, Load load) throws Exception {
    of(program, most, (Duration time) -> Await.result(load.closed(time)));
  }
}
