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

/** Who may call at a door, by the name in the caller's certificate. */
final class AllowedCallers {
  private static final Logger log = LoggerFactory.getLogger(AllowedCallers.class);

  private final String door;
  private final Set<String> names;

  /**
   * @param names empty: everybody whom TLS lets in
   */
  AllowedCallers(String door, Set<String> names) {
    this.door = door;
    this.names =
        names.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** What a call on this connection is to be refused with; empty when it is welcome. */
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
        door,
        caller.isEmpty() ? "a caller without a certificate" : caller);
    return Optional.of(
        caller.isEmpty()
            ? new StatusException(GrpcStatus.UNAUTHENTICATED, "A certificate is needed.")
            : new StatusException(GrpcStatus.PERMISSION_DENIED, "This caller may not call."));
  }
}
