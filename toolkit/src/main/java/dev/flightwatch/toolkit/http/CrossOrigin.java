package dev.flightwatch.toolkit.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Set;

/**
 * The CORS protocol (Fetch, 3.3), without credentials. Requests of other origins are served too,
 * without CORS headers: the browser then keeps the response from the page.
 */
public record CrossOrigin(Set<String> origins) {
  static final String ANY = "*";

  private static final CharSequence REQUEST_HEADERS =
      HttpHeaders.createOptimized(
          "Authorization, Content-Type, Request-ID, Idempotency-Key, If-None-Match, X-Correlation-Id");
  private static final CharSequence RESPONSE_HEADERS =
      HttpHeaders.createOptimized("ETag, Idempotent-Replayed, Retry-After, X-Correlation-Id");
  private static final CharSequence TEN_MINUTES = HttpHeaders.createOptimized("600");

  /** Adds the headers that let a page of an allowed origin read the response. */
  void addHeaders(HttpServerRequest request) {
    if (origins.isEmpty()) {
      return;
    }
    HttpServerResponse response = request.response();
    boolean any = origins.contains(ANY);
    if (!any) {
      response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    String allowed = any ? ANY : request.getHeader(HttpHeaders.ORIGIN);
    if (allowed != null && origins.contains(allowed)) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowed)
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RESPONSE_HEADERS);
    }
  }

  /** Adds to the response to a preflight of an allowed origin which requests may follow. */
  public static void addPreflightHeaders(HttpServerRequest request, String methods) {
    HttpServerResponse response = request.response();
    if (request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
        && response.headers().contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, TEN_MINUTES);
    }
  }
}
