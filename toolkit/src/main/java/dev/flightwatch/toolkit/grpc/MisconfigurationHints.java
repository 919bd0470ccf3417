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
 * What to look at when a peer is there and yet cannot be spoken with, as the two sides were not
 * configured for each other: one line in the log, until a call succeeds.
 */
final class MisconfigurationHints {
  private static final Logger log = LoggerFactory.getLogger(MisconfigurationHints.class);

  private final String peer;
  private final boolean tls;
  private final AtomicBoolean given = new AtomicBoolean();

  MisconfigurationHints(String peer, boolean tls) {
    this.peer = peer;
    this.tls = tls;
  }

  void succeeded() {
    given.set(false);
  }

  /**
   * @param greeted whether the peer has answered a call on the connection
   */
  void failed(RpcFailure failure, boolean greeted) {
    advice(failure, greeted)
        .filter(line -> given.compareAndSet(false, true))
        .ifPresent(line -> log.warn("Calls to {} fail: {}", peer, line));
  }

  private Optional<String> advice(RpcFailure failure, boolean greeted) {
    Optional<String> trouble = TlsFailure.in(failure);
    if (trouble.isPresent()) {
      return trouble.map(
          words ->
              "TLS failed (%s). Its certificate must be of GRPC_TLS_CA, and for the name that it is called"
                      .formatted(words)
                  + " by");
    }
    if (failure.status() == GrpcStatus.PERMISSION_DENIED
        || failure.status() == GrpcStatus.UNAUTHENTICATED) {
      return Optional.of(
          "it says %s. Its GRPC_TLS_ALLOWED_CALLERS must have a name of our GRPC_TLS_CERTIFICATE"
              .formatted(failure.status().name()));
    }
    if (greeted || !isClosed(failure.getCause())) {
      return Optional.empty();
    }
    return Optional.of(
        tls
            ? "it closed the connection. If it asks for a certificate, GRPC_TLS_CERTIFICATE must be"
                + " of its GRPC_TLS_CLIENT_CA and not expired"
            : "it closed the connection. If it speaks TLS, set GRPC_TLS_CA");
  }

  private static boolean isClosed(Throwable cause) {
    return cause instanceof VertxException
        || cause instanceof SocketException && !(cause instanceof ConnectException);
  }
}
