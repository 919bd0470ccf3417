package dev.flightwatch.toolkit.grpc;

import dev.flightwatch.toolkit.tls.PeerNames;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restricts a server's callers by the names in their certificates, and by the secret that they
 * send. A caller must pass both checks. Belongs to one event loop.
 */
final class AllowedCallers {
  private static final Logger log = LoggerFactory.getLogger(AllowedCallers.class);
  private static final long LOG_INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  private final String server;
  private final Set<String> names;
  private final Optional<PeerSecret> secret;
  private long nextLog = System.nanoTime();
  private int refusals;

  AllowedCallers(GrpcApiServerOptions options) {
    server = options.name();
    secret = options.peerSecret();
    names =
        options.allowedCallers().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns OK, or the status of the call when its caller is not allowed. */
  GrpcStatus check(HttpServerRequest request) {
    GrpcStatus named = names.isEmpty() ? GrpcStatus.OK : checkName(request);
    return named != GrpcStatus.OK || secret.isEmpty() ? named : checkSecret(secret.get(), request);
  }

  private GrpcStatus checkName(HttpServerRequest request) {
    Set<String> caller = PeerNames.of(request.connection());
    if (!Collections.disjoint(caller, names)) {
      return GrpcStatus.OK;
    }
    logRefusal(caller, "GRPC_TLS_ALLOWED_CALLERS has no such name");
    return caller.isEmpty() ? GrpcStatus.UNAUTHENTICATED : GrpcStatus.PERMISSION_DENIED;
  }

  private GrpcStatus checkSecret(PeerSecret expected, HttpServerRequest request) {
    String authorization = request.getHeader(PeerSecret.HEADER);
    if (authorization != null && expected.accepts(authorization)) {
      return GrpcStatus.OK;
    }
    logRefusal(
        request.remoteAddress().hostAddress(),
        authorization == null ? "it sent no PEER_SECRET" : "it sent another PEER_SECRET");
    return GrpcStatus.UNAUTHENTICATED;
  }

  /** Logs the first refusal and one in a minute, because anybody can cause them. */
  private void logRefusal(Object caller, String reason) {
    refusals++;
    long now = System.nanoTime();
    if (now - nextLog >= 0) {
      log.warn("{} refused a call of {}: {} (refused calls: {})", server, caller, reason, refusals);
      nextLog = now + LOG_INTERVAL_NANOS;
    }
  }
}
