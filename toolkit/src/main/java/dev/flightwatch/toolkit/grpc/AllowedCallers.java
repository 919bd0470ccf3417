package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.tls.PeerNames;
import io.vertx.core.http.HttpConnection;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Collections;
import java.util.Locale;
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

  /** Returns OK, or the status of all calls on the connection when its caller is not allowed. */
  GrpcStatus check(HttpConnection connection) {
    if (names.isEmpty()) {
      return GrpcStatus.OK;
    }
    Set<String> caller = PeerNames.of(connection);
    if (!Collections.disjoint(caller, names)) {
      return GrpcStatus.OK;
    }
    log.warn("{} refused a call of {}: GRPC_TLS_ALLOWED_CALLERS has no such name", server, caller);
    return caller.isEmpty() ? GrpcStatus.UNAUTHENTICATED : GrpcStatus.PERMISSION_DENIED;
  }
}
