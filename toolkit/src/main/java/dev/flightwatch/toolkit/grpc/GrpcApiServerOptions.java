package dev.flightwatch.toolkit.grpc;

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
    Set<String> allowedCallers) {}
