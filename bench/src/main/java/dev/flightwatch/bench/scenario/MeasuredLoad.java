package dev.flightwatch.bench.scenario;

import dev.flightwatch.bench.load.LoadGenerator;
import dev.flightwatch.bench.load.LoadResult;
import dev.flightwatch.bench.program.Program;
import java.time.Duration;
import java.util.Locale;

/**
 * The result of a load and the CPU usage of the loaded program. If the usage is well under 100 %,
 * the load generator or a database is the bottleneck.
 *
 * @param busy the CPU time of the program as a share of one CPU
 */
record MeasuredLoad(LoadResult result, double busy) {

  /** Sends as many requests as the program can serve; all responses must be the expected ones. */
  static MeasuredLoad closed(String what, LoadGenerator load, Program program, Duration time)
      throws Exception {
    Duration before = program.cpuTime();
    long begin = System.nanoTime();
    LoadResult result = BlockingFutures.await(load.closed(time)).orFail(what);
    double busy = (double) program.cpuTime().minus(before).toNanos() / (System.nanoTime() - begin);
    return new MeasuredLoad(result, busy);
  }

  double perSecond() {
    return result.perSecond();
  }

  static String note(MeasuredLoad floor, MeasuredLoad ours) {
    return String.format(
        Locale.ROOT, "CPU %.0f %% and %.0f %%", 100 * floor.busy(), 100 * ours.busy());
  }
}
