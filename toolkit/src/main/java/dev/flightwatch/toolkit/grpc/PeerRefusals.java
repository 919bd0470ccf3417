package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The peers of a Vert.x instance that refuse its calls because of who calls, and why. */
public record PeerRefusals(LocalMap<String, String> peerToReason) {
  private static final Logger log = LoggerFactory.getLogger(PeerRefusals.class);
  private static final Map<GrpcStatus, String> STATUS_TO_REASON =
      Map.of(
          GrpcStatus.UNAUTHENTICATED,
          "It refuses calls (UNAUTHENTICATED). Set PEER_SECRET to the same value there and here.",
          GrpcStatus.PERMISSION_DENIED,
          "It refuses calls (PERMISSION_DENIED). Add a name of the certificate in"
              + " GRPC_TLS_CERTIFICATE here to GRPC_TLS_ALLOWED_CALLERS there.");

  public static PeerRefusals of(Vertx vertx) {
    return new PeerRefusals(vertx.sharedData().getLocalMap(PeerRefusals.class.getName()));
  }

  /** Records the end of a call. Logs the first of several refusals, and the call that ends them. */
  void ended(String peer, GrpcStatus status) {
    String reason = STATUS_TO_REASON.get(status);
    if (reason != null && !reason.equals(peerToReason.put(peer, reason))) {
      log.warn("Calls to {} fail: {}", peer, reason);
    }
    if (status == GrpcStatus.OK && peerToReason.remove(peer) != null) {
      log.info("{} accepts calls again", peer);
    }
  }

  /** Fails with the reason if the peer refused calls since it last served one. */
  public Future<Void> check(HostAndPort peer) {
    String reason = peerToReason.get(peer.toString());
    return reason == null
        ? Future.succeededFuture()
        : Future.failedFuture(
            ServiceException.of(ErrorKind.UNAVAILABLE, "peer_refuses_calls", reason));
  }
}
