package dev.flightwatch.bench.row;

import dev.flightwatch.bench.load.Load;
import dev.flightwatch.bench.load.LoadResult;
import dev.flightwatch.bench.program.Program;
import java.time.Duration;
import java.util.Locale;

/**
 * What came of a load, and how busy the loaded program was: well under 100 % says that the load
 * generator or a database was the limit.
 *
 * @param busy the part of one CPU's time that the program took
 */
record Loaded(LoadResult result, double busy) {

  /** As much as the program can do, and nothing but the answers that are expected. */
  static Loaded closed(String what, Load load, Program program, Duration time) throws Exception {
    Duration before = program.cpuTime();
    long begin = System.nanoTime();
    LoadResult result = Await.result(load.closed(time)).orFail(what);
    double busy = (double) program.cpuTime().minus(before).toNanos() / (System.nanoTime() - begin);
    return new Loaded(result, busy);
  }

  double perSecond() {
    return result.perSecond();
  }

  static String note(Loaded floor, Loaded ours) {
    return String.format(
        Locale.ROOT, "CPU %.0f %% and %.0f %%", 100 * floor.busy(), 100 * ours.busy());
  }
}
