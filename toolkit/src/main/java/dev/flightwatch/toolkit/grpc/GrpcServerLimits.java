package dev.flightwatch.toolkit.grpc;

import java.time.Duration;

/**
 * Bounds of a gRPC server. Each holds for one instance of it.
 *
 * @param maxMessageBytes size of a request; a larger one is RESOURCE_EXHAUSTED
 * @param maxCallsInFlight calls in progress; a call beyond them is RESOURCE_EXHAUSTED
 * @param callTimeout duration of a call, whatever the caller's deadline; a longer one is
 *     DEADLINE_EXCEEDED
 * @param maxConnections open HTTP/2 connections; one beyond them is closed
 * @param idleTimeout time without any byte after which a connection is closed
 * @param prefaceTimeout the same for a connection that has not completed HTTP/2's preface
 */
public record GrpcServerLimits(
    int maxMessageBytes,
    int maxCallsInFlight,
    Duration callTimeout,
    int maxConnections,
    Duration idleTimeout,
    Duration prefaceTimeout) {
  /** 64 KiB, 1,000 calls of 30 s, 1,024 connections, idle for 10 min, 10 s before the preface. */
  public static final GrpcServerLimits DEFAULTS =
      new GrpcServerLimits(
          64 * 1024,
          1000,
          Duration.ofSeconds(30),
          1_024,
          Duration.ofMinutes(10),
          Duration.ofSeconds(10));

  public GrpcServerLimits {
    if (maxMessageBytes < 1
        || maxCallsInFlight < 1
        || maxConnections < 1
        || callTimeout.toMillis() < 1
        || idleTimeout.toMillis() < 1
        || prefaceTimeout.toMillis() < 1) {
      throw new IllegalArgumentException("a limit must be positive");
    }
  }

  public GrpcServerLimits withMaxMessageBytes(int bytes) {
    return new GrpcServerLimits(
        bytes, maxCallsInFlight, callTimeout, maxConnections, idleTimeout, prefaceTimeout);
  }

  public GrpcServerLimits withMaxCallsInFlight(int calls) {
    return new GrpcServerLimits(
        maxMessageBytes, calls, callTimeout, maxConnections, idleTimeout, prefaceTimeout);
  }

  public GrpcServerLimits withCallTimeout(Duration timeout) {
    return new GrpcServerLimits(
        maxMessageBytes, maxCallsInFlight, timeout, maxConnections, idleTimeout, prefaceTimeout);
  }

  public GrpcServerLimits withMaxConnections(int connections) {
    return new GrpcServerLimits(
        maxMessageBytes, maxCallsInFlight, callTimeout, connections, idleTimeout, prefaceTimeout);
  }

  /** Sets how long a connection may be idle, after and before its HTTP/2 preface. */
  public GrpcServerLimits withIdleTimeouts(Duration idle, Duration preface) {
    return new GrpcServerLimits(
        maxMessageBytes, maxCallsInFlight, callTimeout, maxConnections, idle, preface);
  }
}
