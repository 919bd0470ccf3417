package dev.flightwatch.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock in UTC whose time changes only when a test sets it. Safe for use by any thread. */
public final class SettableClock extends Clock {
  private volatile Instant now;

  public SettableClock(Instant now) {
    this.now = now;
  }

  /**
   * @param now in ISO 8601, such as {@code 2026-03-10T12:00:00Z}
   */
  public SettableClock(String now) {
    this(Instant.parse(now));
  }

  public void advance(Duration time) {
    now = now.plus(time);
  }

  public void set(String instant) {
    now = Instant.parse(instant);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("times are in UTC");
  }
}
