package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.launch.ListenAddress;
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
 * @param peerSecret the secret that every call must have, also of health and reflection; empty
 *     allows calls without one
 */
public record GrpcApiServerOptions(
    String name,
    String host,
    int port,
    GrpcServerLimits limits,
    Optional<TlsFiles> tls,
    Set<String> allowedCallers,
    Optional<PeerSecret> peerSecret) {
  /** Returns a warning when other hosts may call the server and nothing checks who calls. */
  Optional<String> openAccess() {
    boolean isChecked = peerSecret.isPresent() || tls.flatMap(TlsFiles::trustedCa).isPresent();
    return isChecked || ListenAddress.isLoopback(host)
        ? Optional.empty()
        : Optional.of(
            ("Other hosts may reach the gRPC API at %s (GRPC_BIND_ADDRESS), and every caller may"
                    + " call every method. Set PEER_SECRET to the same value in all services, or"
                    + " GRPC_TLS_CLIENT_CA.")
                .formatted(host));
  }
}
