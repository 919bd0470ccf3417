package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.tls.TlsFailure;
import io.vertx.core.VertxException;
import io.vertx.grpc.common.GrpcStatus;
import java.net.ConnectException;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs which settings to check when a peer is reachable and calls fail nevertheless, since the two
 * sides are not configured for each other. It logs one line, and another only after a call has
 * succeeded.
 */
final class MisconfigurationHints {
  private static final Logger log = LoggerFactory.getLogger(MisconfigurationHints.class);

  private final String peer;
  private final boolean tls;
  private final AtomicBoolean logged = new AtomicBoolean();

  MisconfigurationHints(String peer, boolean tls) {
    this.peer = peer;
    this.tls = tls;
  }

  void succeeded() {
    logged.set(false);
  }

  /**
   * @param responded whether the peer has responded to a call on the connection
   */
  void failed(RpcFailure failure, boolean responded) {
    hint(failure, responded)
        .filter(hint -> logged.compareAndSet(false, true))
        .ifPresent(hint -> log.warn("Calls to {} fail: {}", peer, hint));
  }

  private Optional<String> hint(RpcFailure failure, boolean responded) {
    Optional<String> tlsFailure = TlsFailure.in(failure);
    if (tlsFailure.isPresent()) {
      return tlsFailure.map(
          reason ->
              ("TLS failed (%s). The peer's certificate must be issued by GRPC_TLS_CA, for the name"
                      + " in its address")
                  .formatted(reason));
    }
    if (failure.status() == GrpcStatus.PERMISSION_DENIED
        || failure.status() == GrpcStatus.UNAUTHENTICATED) {
      return Optional.of(
          "the peer's status is %s. Its GRPC_TLS_ALLOWED_CALLERS must contain a name of this service's"
                  .formatted(failure.status().name())
              + " GRPC_TLS_CERTIFICATE");
    }
    if (responded || !isClosed(failure.getCause())) {
      return Optional.empty();
    }
    return Optional.of(
        tls
            ? "the peer closed the connection. If it requires a certificate, GRPC_TLS_CERTIFICATE"
                + " must be issued by its GRPC_TLS_CLIENT_CA and must not be expired"
            : "the peer closed the connection. If it uses TLS, set GRPC_TLS_CA");
  }

  private static boolean isClosed(Throwable cause) {
    return cause instanceof VertxException
        || cause instanceof SocketException && !(cause instanceof ConnectException);
  }
}
