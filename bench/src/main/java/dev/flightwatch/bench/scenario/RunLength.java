package dev.flightwatch.bench.scenario;

import java.time.Duration;

/**
 * The length of a run.
 *
 * @param rounds the number of rounds per row
 * @param time the duration of each load in a round
 * @param warmUp the maximum duration of the load before the first round, which ends earlier when
 *     the JIT compilers are idle
 * @param isBrief whether only short rows are measured, and a row under half of its target is
 *     measured again
 */
public record RunLength(int rounds, Duration time, Duration warmUp, boolean isBrief) {
  public static final RunLength FULL = new RunLength(5, seconds(10), seconds(60), false);
  public static final RunLength QUICK = new RunLength(5, seconds(3), seconds(40), false);
  public static final RunLength SMOKE = new RunLength(2, seconds(2), seconds(12), true);

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
