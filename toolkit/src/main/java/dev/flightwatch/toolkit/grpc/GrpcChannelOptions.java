package dev.flightwatch.toolkit.grpc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The bounds of a channel, beside what the service config says.
 *
 * @param maxCallsInFlight calls at once; those beyond fail with OVERLOADED
 * @param fallbackTimeout the time of a call for which the service config has none
 * @param connectTimeout how long a connection may take until the peer has greeted
 * @param pingAfter how long a call waits before its connection is asked whether it lives
 * @param pingTimeout how long that answer may take before the connection is given up
 */
public record GrpcChannelOptions(
    int maxCallsInFlight,
    Duration fallbackTimeout,
    Duration connectTimeout,
    Duration pingAfter,
    Duration pingTimeout) {
  /** 1000 calls, 10 s a call, 2 s to connect, a ping after 1.5 s, answered within 1 s. */
  public static final GrpcChannelOptions DEFAULTS =
      new GrpcChannelOptions(
          1000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(1500),
          Duration.ofSeconds(1));

  public GrpcChannelOptions {
    requireNonNull(fallbackTimeout);
    requireNonNull(connectTimeout);
    requireNonNull(pingAfter);
    requireNonNull(pingTimeout);
  }

  public GrpcChannelOptions withMaxCallsInFlight(int calls) {
    return new GrpcChannelOptions(calls, fallbackTimeout, connectTimeout, pingAfter, pingTimeout);
  }

  public GrpcChannelOptions withConnectTimeout(Duration timeout) {
    return new GrpcChannelOptions(
        maxCallsInFlight, fallbackTimeout, timeout, pingAfter, pingTimeout);
  }

  /** When a waiting call's connection is pinged, and how long the answer may take. */
  public GrpcChannelOptions withPing(Duration after, Duration timeout) {
    return new GrpcChannelOptions(
        maxCallsInFlight, fallbackTimeout, connectTimeout, after, timeout);
  }
}
