package dev.flightwatch.toolkit.grpc;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.tls.TlsFiles;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a gRPC door listens.
 *
 * @param name the door's, such as {@code user-manager grpc}, in logs and in ListeningPorts
 * @param port 0: any free port, the same for all instances of a deployment
 * @param maxMessageBytes the size of a request; larger ones get RESOURCE_EXHAUSTED
 * @param maxCallsInFlight calls at once in one instance; those beyond get RESOURCE_EXHAUSTED
 * @param callTimeout the longest that a call may take, whatever time its caller gives it
 * @param tls what TLS is spoken with; empty: the door speaks plain
 * @param allowedCallers names in certificates of those who may call; empty: whoever TLS lets in
 */
public record GrpcApiServerOptions(
    String name,
    String host,
    int port,
    int maxMessageBytes,
    int maxCallsInFlight,
    Duration callTimeout,
    Optional<TlsFiles> tls,
    Set<String> allowedCallers) {
  public GrpcApiServerOptions {
    requireNonNull(name);
    requireNonNull(host);
    requireNonNull(callTimeout);
    requireNonNull(tls);
    allowedCallers = Set.copyOf(allowedCallers);
  }

  /** Plain, 64 KiB a message, 1000 calls at once, 30 s a call. */
  public static GrpcApiServerOptions of(String name, String host, int port) {
    return new GrpcApiServerOptions(
        name, host, port, 64 * 1024, 1000, Duration.ofSeconds(30), Optional.empty(), Set.of());
  }

  public GrpcApiServerOptions withMaxMessageBytes(int bytes) {
    return new GrpcApiServerOptions(
        name, host, port, bytes, maxCallsInFlight, callTimeout, tls, allowedCallers);
  }

  public GrpcApiServerOptions withMaxCallsInFlight(int calls) {
    return new GrpcApiServerOptions(
        name, host, port, maxMessageBytes, calls, callTimeout, tls, allowedCallers);
  }

  public GrpcApiServerOptions withCallTimeout(Duration timeout) {
    return new GrpcApiServerOptions(
        name, host, port, maxMessageBytes, maxCallsInFlight, timeout, tls, allowedCallers);
  }

  public GrpcApiServerOptions withTls(Optional<TlsFiles> files, Set<String> callers) {
    return new GrpcApiServerOptions(
        name, host, port, maxMessageBytes, maxCallsInFlight, callTimeout, files, callers);
  }
}
