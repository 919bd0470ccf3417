package dev.flightwatch.datacollector.coverage;

import dev.flightwatch.datacollector.flights.Window;
import java.time.Instant;

/**
 * A set of the 96 quarter hours of a UTC date.
 *
 * @param morning one bit for each quarter hour before noon, the lowest for the first
 * @param afternoon the same for those from noon on
 */
public record Quarters(long morning, long afternoon) {
  public static final int A_DAY = 96;
  public static final int SECONDS = 15 * 60;
  private static final int HALF = A_DAY / 2;
  private static final int RADIX = 16;

  public static final Quarters NONE = new Quarters(0, 0);
  public static final Quarters ALL = new Quarters((1L << HALF) - 1, (1L << HALF) - 1);

  /** Returns the quarter hours of the day that are wholly inside the window. */
  public static Quarters within(Window window, AirportDay day) {
    long begin = day.begin().getEpochSecond();
    // The last second belongs to the window.
    long end = window.end().getEpochSecond() + 1 - begin;
    long first = -Math.floorDiv(begin - window.begin().getEpochSecond(), SECONDS);
    return range((int) clamped(first), (int) clamped(Math.floorDiv(end, SECONDS)));
  }

  private static long clamped(long quarter) {
    return Math.max(0, Math.min(A_DAY, quarter));
  }

  private static Quarters range(int first, int end) {
    return new Quarters(bits(first, end), bits(first - HALF, end - HALF));
  }

  private static long bits(int first, int end) {
    return below(end) & ~below(first);
  }

  private static long below(int bit) {
    return (1L << Math.max(0, Math.min(HALF, bit))) - 1;
  }

  /** Returns the quarter hour of its UTC date that a time is in. */
  public static int of(long unixSeconds) {
    return (int) (Math.floorMod(unixSeconds, (long) A_DAY * SECONDS) / SECONDS);
  }

  /** Returns the beginning of the quarter hour that a time is in. */
  public static Instant floor(Instant instant) {
    long second = instant.getEpochSecond();
    return Instant.ofEpochSecond(second - Math.floorMod(second, SECONDS));
  }

  public boolean contains(int quarter) {
    return (quarter < HALF ? morning >> quarter : afternoon >> quarter - HALF) % 2 != 0;
  }

  public Quarters union(Quarters other) {
    return new Quarters(morning | other.morning, afternoon | other.afternoon);
  }

  /** Parses the text of {@link #text()}. */
  public static Quarters parse(String text) {
    return new Quarters(
        Long.parseLong(text.substring(A_DAY / 8), RADIX),
        Long.parseLong(text.substring(0, A_DAY / 8), RADIX));
  }

  /** Returns 24 hex digits: one number, whose lowest bit is the first quarter hour. */
  public String text() {
    return "%012x%012x".formatted(afternoon, morning);
  }
}
