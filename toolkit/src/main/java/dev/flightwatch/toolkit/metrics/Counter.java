package dev.flightwatch.toolkit.metrics;

/** Counts what happens; begins at 0. Safe for any thread. */
public final class Counter {
  private final io.micrometer.core.instrument.Counter counter;

  Counter(io.micrometer.core.instrument.Counter counter) {
    this.counter = counter;
  }

  /** One more. */
  public void increment() {
    counter.increment();
  }

  /** So many more. */
  public void add(long more) {
    counter.increment(more);
  }
}
