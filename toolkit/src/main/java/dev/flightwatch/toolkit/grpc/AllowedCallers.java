package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.tls.PeerNames;
import io.vertx.core.http.HttpConnection;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.StatusException;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Restricts a server's callers by the names in their certificates. */
final class AllowedCallers {
  private static final Logger log = LoggerFactory.getLogger(AllowedCallers.class);

  private final String server;
  private final Set<String> names;

  /**
   * @param names empty allows every caller that TLS accepts
   */
  AllowedCallers(String server, Set<String> names) {
    this.server = server;
    this.names =
        names.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the status of a call on this connection when its caller is not allowed. */
  Optional<StatusException> refusal(HttpConnection connection) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Set<String> caller = PeerNames.of(connection);
    if (!Collections.disjoint(caller, names)) {
      return Optional.empty();
    }
    log.warn(
        "{} refused a call of {}: GRPC_TLS_ALLOWED_CALLERS has none of these names",
        server,
        caller.isEmpty() ? "a caller without a certificate" : caller);
    return Optional.of(
        caller.isEmpty()
            ? new StatusException(GrpcStatus.UNAUTHENTICATED, "A certificate is required.")
            : new StatusException(GrpcStatus.PERMISSION_DENIED, "The caller is not allowed."));
  }
}
