package dev.flightwatch.toolkit.http;

import java.time.Duration;

/**
 * What a door bears from its callers. Each bound holds for one instance of the door.
 *
 * @param bodyBytes the largest body taken; a larger one gets 413
 * @param requestTimeout how long a client may take to begin its next request, to send the whole of
 *     one, and to take the answer; then its connection is cut off
 * @param maxInFlight how many requests may be worked on at once; more get 503
 * @param maxConnections how many connections may be open at once; more are closed unheard
 */
public record HttpLimits(
    int bodyBytes, Duration requestTimeout, int maxInFlight, int maxConnections) {
  /** 64 KiB, 30 s, 1,024 requests in flight and 8,192 connections. */
  public static final HttpLimits DEFAULTS =
      new HttpLimits(65_536, Duration.ofSeconds(30), 1_024, 8_192);

  public HttpLimits {
    if (bodyBytes < 1 || maxInFlight < 1 || maxConnections < 1 || requestTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("a limit must be positive");
    }
  }
}
