package dev.flightwatch.gateway.proxy;

import java.time.Duration;

/**
 * Bounds of the calls to the services. Each of them holds for one instance of the gateway's server,
 * and for each service.
 *
 * @param connections most connections for requests
 * @param queue most requests that wait for one of them; more are refused with 503
 * @param streams most streams, each on a connection of its own; more are refused with 503
 * @param bodyBytes largest request body; a larger one is refused with 413
 * @param connectTimeout longest time to establish a connection
 * @param waitTimeout longest wait for a connection
 * @param responseTimeout longest time in which nothing of a response arrives. It is longer than any
 *     deadline of the services
 */
public record UpstreamOptions(
    int connections,
    int queue,
    int streams,
    int bodyBytes,
    Duration connectTimeout,
    Duration waitTimeout,
    Duration responseTimeout) {
  /** The bounds of the gateway. */
  public static final UpstreamOptions STANDARD =
      new UpstreamOptions(
          64,
          512,
          2_000,
          65_536,
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30));
}
