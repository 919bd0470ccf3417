package dev.flightwatch.toolkit.grpc;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to look at when a peer is there and yet cannot be spoken with, as the two sides were not
 * configured for each other: one line in the log, until a call succeeds.
 */
final class PeerAdvice {
  private static final Logger log = LoggerFactory.getLogger(PeerAdvice.class);

  private final String peer;
  private final boolean tls;
  private final AtomicBoolean given = new AtomicBoolean();

  PeerAdvice(String peer, boolean tls) {
    this.peer = peer;
    this.tls = tls;
  }

  void succeeded() {
    given.set(false);
  }

  void failed(RpcFailure failure) {
    advice(failure)
        .filter(line -> given.compareAndSet(false, true))
        .ifPresent(line -> log.warn("Calls to {} fail: {}", peer, line));
  }

  private Optional<String> advice(RpcFailure failure) {
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof SSLException) {
        return Optional.of(
            "TLS says \"%s\". Does it speak TLS, is its certificate one of GRPC_TLS_CA and for its"
                    .formatted(cause.getMessage())
                + " name, and does it take the one in GRPC_TLS_CERTIFICATE?");
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
