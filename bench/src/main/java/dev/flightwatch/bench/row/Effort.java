package dev.flightwatch.bench.row;

import java.time.Duration;

/**
 * How long is measured.
 *
 * @param rounds how often each row is measured
 * @param time how long the floor, and ours, are loaded in a round
 * @param warmUp how long each is loaded before that, at most, until its JIT compilers have done
 *     their work
 * @param brief whether only rows are measured that are quick, and a row that is far below its
 *     target is given a second chance
 */
public record Effort(int rounds, Duration time, Duration warmUp, boolean brief) {
  public static final Effort FULL = new Effort(5, seconds(10), seconds(60), false);
  public static final Effort QUICK = new Effort(5, seconds(3), seconds(40), false);
  public static final Effort SMOKE = new Effort(2, seconds(2), seconds(12), true);

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
