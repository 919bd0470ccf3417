package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;

/**
 * Refuses requests for hosts that a server does not have, and adds to the responses of one that
 * browsers reach by HTTPS that they must always do so.
 *
 * @param next handles the other requests
 */
record HostCheck(ServedHosts hosts, ResponseWriter writer, Handler<HttpServerRequest> next)
    implements Handler<HttpServerRequest> {
  private static final int MISDIRECTED = 421;
  private static final CharSequence TRANSPORT_SECURITY =
      HttpHeaders.createOptimized("Strict-Transport-Security");
  private static final CharSequence ONE_YEAR = HttpHeaders.createOptimized("max-age=31536000");

  @Override
  public void handle(HttpServerRequest request) {
    if (hosts.isSecure()) {
      request.response().putHeader(TRANSPORT_SECURITY, ONE_YEAR);
    }
    HostAndPort host = request.authority();
    // Only HTTP/1.0, which no browser uses, may lack a host.
    if (hosts.names().isEmpty() || host == null || hosts.contains(host.host())) {
      next.handle(request);
    } else {
      writer.fail(request, MISDIRECTED, unknownHost());
    }
  }

  private static ServiceException unknownHost() {
    return ServiceException.of(
        ErrorKind.INVALID,
        "unknown_host",
        "The host name of the request is not one of this server's. Use its IP address, add the name"
            + " to ALLOWED_HOSTS, or set PUBLIC_URL to the address that browsers use.");
  }
}
