package dev.flightwatch.toolkit.http;

import java.time.Duration;

/**
 * Limits of an HTTP server. Each of them but the last three holds for one instance of the server.
 *
 * @param bodyBytes largest request body; a larger one is refused with 413
 * @param requestTimeout how long a client may take to begin its next request, to send all of a
 *     request, and to read a response or a part of a streamed one; after that its connection is
 *     closed
 * @param maxInFlight most operations that run at the same time; more are refused with 503
 * @param maxConnections most open connections; more are closed at once
 * @param maxStreams most streamed responses at the same time, which do not count as operations once
 *     they begin; more are refused with 503
 * @param maxEventStreams most open event streams of all instances in the process; more are refused
 *     with 503
 * @param heartbeatInterval how often a {@code heartbeat} event is sent to each event stream, so
 *     that nothing between server and client takes them for dead, and the client notices when the
 *     server sends nothing any more
 * @param perClient limits on one client
 */
public record HttpLimits(
    int bodyBytes,
    Duration requestTimeout,
    int maxInFlight,
    int maxConnections,
    int maxStreams,
    int maxEventStreams,
    Duration heartbeatInterval,
    ClientLimits perClient) {
  /** Most operations at the same time where nothing else is configured. */
  static final int IN_FLIGHT = 1_024;

  private static final int STREAMS = 32;
  private static final int EVENT_STREAMS = 2_000;
  private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(5);

  /** Limits with 32 streamed responses, 2,000 event streams, and the standard ones on a client. */
  public HttpLimits(int bodyBytes, Duration requestTimeout, int maxInFlight, int maxConnections) {
    this(bodyBytes, requestTimeout, maxInFlight, maxConnections, STREAMS, EVENT_STREAMS);
  }

  /** Limits with the standard ones on a client. */
  public HttpLimits(
      int bodyBytes,
      Duration requestTimeout,
      int maxInFlight,
      int maxConnections,
      int maxStreams,
      int maxEventStreams) {
    this(
        bodyBytes,
        requestTimeout,
        maxInFlight,
        maxConnections,
        maxStreams,
        maxEventStreams,
        HEARTBEAT_INTERVAL,
        ClientLimits.STANDARD);
  }

  /**
   * Returns the limits of an API: 64 KiB, 30 s, 8,192 connections, 32 streamed responses, 2,000
   * event streams, and the given number of operations.
   */
  public static HttpLimits of(int maxInFlight) {
    return new HttpLimits(65_536, Duration.ofSeconds(30), maxInFlight, 8_192);
  }

  /** Returns these limits with another number of operations. */
  HttpLimits withMaxInFlight(int operations) {
    return new HttpLimits(
        bodyBytes,
        requestTimeout,
        operations,
        maxConnections,
        maxStreams,
        maxEventStreams,
        heartbeatInterval,
        perClient);
  }

  /** Returns these limits with others on one client. */
  public HttpLimits withPerClient(ClientLimits limits) {
    return new HttpLimits(
        bodyBytes,
        requestTimeout,
        maxInFlight,
        maxConnections,
        maxStreams,
        maxEventStreams,
        heartbeatInterval,
        limits);
  }

  /** Returns these limits with another interval of heartbeats, in whole seconds. */
  public HttpLimits withHeartbeatInterval(Duration interval) {
    return new HttpLimits(
        bodyBytes,
        requestTimeout,
        maxInFlight,
        maxConnections,
        maxStreams,
        maxEventStreams,
        interval,
        perClient);
  }
}
