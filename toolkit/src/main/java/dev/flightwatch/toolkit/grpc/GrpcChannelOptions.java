package dev.flightwatch.toolkit.grpc;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.tls.TlsFiles;
import java.time.Duration;
import java.util.Optional;

/**
 * The bounds of a channel, beside what the service config says.
 *
 * @param maxCallsInFlight calls at once; those beyond fail with OVERLOADED
 * @param fallbackTimeout the time of a call for which the service config has none
 * @param connectTimeout how long a connection may take until the peer has greeted
 * @param pingAfter how long a call waits before its connection is asked whether it lives
 * @param pingTimeout how long that answer may take before the connection is given up
 * @param tls what TLS is spoken with; empty: the channel speaks plain
 */
public record GrpcChannelOptions(
    int maxCallsInFlight,
    Duration fallbackTimeout,
    Duration connectTimeout,
    Duration pingAfter,
    Duration pingTimeout,
    Optional<TlsFiles> tls) {
  /** Plain, 1000 calls, 10 s a call, 2 s to connect, a ping after 1.5 s, answered within 1 s. */
  public static final GrpcChannelOptions DEFAULTS =
      new GrpcChannelOptions(
          1000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(1500),
          Duration.ofSeconds(1),
          Optional.empty());

  public GrpcChannelOptions {
    requireNonNull(fallbackTimeout);
    requireNonNull(connectTimeout);
    requireNonNull(pingAfter);
    requireNonNull(pingTimeout);
    requireNonNull(tls);
  }

  public GrpcChannelOptions withMaxCallsInFlight(int calls) {
    return new GrpcChannelOptions(
        calls, fallbackTimeout, connectTimeout, pingAfter, pingTimeout, tls);
  }

  public GrpcChannelOptions withConnectTimeout(Duration timeout) {
    return new GrpcChannelOptions(
        maxCallsInFlight, fallbackTimeout, timeout, pingAfter, pingTimeout, tls);
  }

  /** When a waiting call's connection is pinged, and how long the answer may take. */
  public GrpcChannelOptions withPing(Duration after, Duration timeout) {
    return new GrpcChannelOptions(
        maxCallsInFlight, fallbackTimeout, connectTimeout, after, timeout, tls);
  }

  public GrpcChannelOptions withTls(Optional<TlsFiles> files) {
    return new GrpcChannelOptions(
        maxCallsInFlight, fallbackTimeout, connectTimeout, pingAfter, pingTimeout, files);
  }
}
