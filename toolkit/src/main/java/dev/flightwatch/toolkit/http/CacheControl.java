package dev.flightwatch.toolkit.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The {@code Cache-Control} header of a request (RFC 9111, 5.2.1). */
public final class CacheControl {
  /** Browsers send the second one for a reload. */
  private static final Set<String> FRESH = Set.of("no-cache", "max-age=0");

  private CacheControl() {}

  /** Whether the client refuses a response that was made before its request. */
  public static boolean refusesStored(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.CACHE_CONTROL)
        && request.headers().getAll(HttpHeaders.CACHE_CONTROL).stream()
            .flatMap(value -> Stream.of(value.split(",")))
            .anyMatch(directive -> FRESH.contains(directive.trim().toLowerCase(Locale.ROOT)));
  }
}
