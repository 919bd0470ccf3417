package dev.flightwatch.toolkit.grpc;

import java.time.Duration;

/**
 * Bounds of a gRPC server. Each holds for one instance of it.
 *
 * @param maxCallsInFlight calls in progress; a call beyond them is RESOURCE_EXHAUSTED
 * @param callTimeout duration of a call, whatever the caller's deadline; a longer one is
 *     DEADLINE_EXCEEDED
 * @param maxConnections open HTTP/2 connections; one beyond them is closed
 * @param idleTimeout time without any byte after which a connection is closed, also before HTTP/2's
 *     preface
 */
public record GrpcServerLimits(
    int maxCallsInFlight, Duration callTimeout, int maxConnections, Duration idleTimeout) {
  /** Calls of 30 s, 1,024 connections, idle for 1 min. */
  public static GrpcServerLimits of(int maxCallsInFlight) {
    return new GrpcServerLimits(
        maxCallsInFlight, Duration.ofSeconds(30), 1_024, Duration.ofMinutes(1));
  }
}
