package dev.flightwatch.toolkit.metrics;

import io.micrometer.core.instrument.Counter;

/** Counts the requests that a server refuses because of its load. */
public final class ShedMetrics {
  private final Counter shed;

  /**
   * @param server the server's name, such as {@code user-manager http}
   */
  public ShedMetrics(Meters meters, String server) {
    shed =
        Counter.builder(meters.name("requests_shed_total"))
            .description("Requests refused because the load was too high")
            .tag("server", server)
            .register(meters.registry());
  }

  /** Counts a request that was refused. */
  public void shed() {
    shed.increment();
  }
}
