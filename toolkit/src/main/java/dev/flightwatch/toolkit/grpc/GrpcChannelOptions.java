package dev.flightwatch.toolkit.grpc;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.tls.TlsFiles;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits of a channel, in addition to those of the service config.
 *
 * @param maxCallsInFlight calls in progress; a call beyond them fails with OVERLOADED
 * @param fallbackTimeout duration of a call whose method has no timeout in the service config
 * @param connectTimeout time to open a connection, until the peer has sent its settings
 * @param pingAfter how long a call waits for a response before its connection is pinged
 * @param pingTimeout time to respond to a ping, after which the connection is aborted
 * @param tls certificate and CAs; empty for plain text
 */
public record GrpcChannelOptions(
    int maxCallsInFlight,
    Duration fallbackTimeout,
    Duration connectTimeout,
    Duration pingAfter,
    Duration pingTimeout,
    Optional<TlsFiles> tls) {
  /** Plain text, 1000 calls of 10 s, 2 s to connect, a ping after 1.5 s with a timeout of 1 s. */
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

  /** Sets when the connection of a waiting call is pinged, and the timeout of the ping. */
  public GrpcChannelOptions withPing(Duration after, Duration timeout) {
    return new GrpcChannelOptions(
        maxCallsInFlight, fallbackTimeout, connectTimeout, after, timeout, tls);
  }

  public GrpcChannelOptions withTls(Optional<TlsFiles> files) {
    return new GrpcChannelOptions(
        maxCallsInFlight, fallbackTimeout, connectTimeout, pingAfter, pingTimeout, files);
  }
}
