package dev.flightwatch.toolkit.grpc;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.tls.TlsFiles;
import java.util.Optional;
import java.util.Set;

/**
 * Options of a gRPC server.
 *
 * @param name the server's name, such as {@code user-manager grpc}, in logs, metrics and {@code
 *     ListeningPorts}
 * @param port 0 takes a free port, the same for all instances of a deployment
 * @param tls certificate and CAs; empty for plain text
 * @param allowedCallers names of which a caller's certificate must have one; empty allows every
 *     caller that TLS accepts
 */
public record GrpcApiServerOptions(
    String name,
    String host,
    int port,
    GrpcServerLimits limits,
    Optional<TlsFiles> tls,
    Set<String> allowedCallers) {
  public GrpcApiServerOptions {
    requireNonNull(name);
    requireNonNull(host);
    requireNonNull(limits);
    requireNonNull(tls);
    allowedCallers = Set.copyOf(allowedCallers);
  }

  /** Plain text, with the default limits. */
  public static GrpcApiServerOptions of(String name, String host, int port) {
    return new GrpcApiServerOptions(
        name, host, port, GrpcServerLimits.DEFAULTS, Optional.empty(), Set.of());
  }

  public GrpcApiServerOptions withLimits(GrpcServerLimits limits) {
    return new GrpcApiServerOptions(name, host, port, limits, tls, allowedCallers);
  }

  public GrpcApiServerOptions withMaxMessageBytes(int bytes) {
    return withLimits(limits.withMaxMessageBytes(bytes));
  }

  public GrpcApiServerOptions withMaxCallsInFlight(int calls) {
    return withLimits(limits.withMaxCallsInFlight(calls));
  }

  public GrpcApiServerOptions withTls(Optional<TlsFiles> files, Set<String> callers) {
    return new GrpcApiServerOptions(name, host, port, limits, files, callers);
  }
}
