package dev.flightwatch.toolkit.auth;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Determines who makes a request, from a bearer token (RFC 6750) or the session cookie, and whether
 * they may use an operation. Tokens in a URL are ignored.
 *
 * @param tokens finds out to whom a token belongs
 * @param publicUrl the pages that may use the cookie
 * @param isRequired whether operations with optional credentials require them
 */
public record Authentication(TokenIntrospection tokens, PublicUrl publicUrl, boolean isRequired) {
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([\\w.~+/-]{1,256}=*)", Pattern.CASE_INSENSITIVE);
  private static final Duration PUBLIC_WAIT = Duration.ofSeconds(1);
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Future<Optional<Identity>> NOBODY = Future.succeededFuture(Optional.empty());

  /**
   * Returns the identity of the caller; empty for a request without credentials. On a public
   * operation, a cookie that is not valid is ignored and removed, and so are credentials that
   * cannot be checked within a second. Fails with
   *
   * <ul>
   *   <li>{@code UNAUTHENTICATED} when credentials are missing or not valid;
   *   <li>{@code FORBIDDEN} when they do not allow the operation, or the page may not use the
   *       cookie;
   *   <li>{@code INVALID} when there are several;
   *   <li>{@code UNAVAILABLE} when they cannot be checked.
   * </ul>
   */
  public Future<Optional<Identity>> authenticate(HttpServerRequest request, Access access) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (access.isSameOrigin() && origin != null && !publicUrl.origins().contains(origin)) {
      return Future.failedFuture(wrongOrigin());
    }
    boolean hasBearer = request.headers().contains(HttpHeaders.AUTHORIZATION);
    List<String> tokens =
        request.headers().contains(HttpHeaders.COOKIE) ? cookieTokens(request) : List.of();
    if (hasBearer) {
      return tokens.isEmpty() ? byBearer(request, access) : Future.failedFuture(several());
    }
    if (!tokens.isEmpty()) {
      return byCookie(request, access, tokens);
    }
    boolean mayBeMissing =
        switch (access.need()) {
          case PUBLIC -> true;
          case OPTIONAL -> !isRequired;
          case REQUIRED -> false;
        };
    return mayBeMissing ? NOBODY : Future.failedFuture(missing(request));
  }

  /** Returns all session tokens: Vert.x keeps only one cookie of each name. */
  private List<String> cookieTokens(HttpServerRequest request) {
    return request.headers().getAll(HttpHeaders.COOKIE).stream()
        .flatMap(header -> ServerCookieDecoder.STRICT.decodeAll(header).stream())
        .filter(cookie -> cookie.name().equals(publicUrl.cookieName()))
        .map(Cookie::value)
        .toList();
  }

  private Future<Optional<Identity>> byBearer(HttpServerRequest request, Access access) {
    List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.size() > 1) {
      return Future.failedFuture(several());
    }
    Matcher bearer = BEARER.matcher(headers.get(0));
    return bearer.matches()
        ? admit(check(bearer.group(1), access), request, access, () -> reject(request))
        : Future.failedFuture(invalid(request));
  }

  private Future<Optional<Identity>> byCookie(
      HttpServerRequest request, Access access, List<String> cookieTokens) {
    if (!SAFE.contains(request.method())
        && !publicUrl.origins().contains(String.valueOf(request.getHeader(HttpHeaders.ORIGIN)))) {
      return Future.failedFuture(wrongOrigin());
    }
    // Of several cookies with one name, an attacker may have set one.
    Future<Optional<Identity>> checked =
        cookieTokens.size() == 1 ? check(cookieTokens.get(0), access) : NOBODY;
    return admit(checked, request, access, () -> removeCookie(request, access));
  }

  private static Future<Optional<Identity>> admit(
      Future<Optional<Identity>> checked,
      HttpServerRequest request,
      Access access,
      Supplier<Optional<Identity>> ifInvalid) {
    return checked
        .map(identity -> identity.or(ifInvalid))
        .map(identity -> requireScope(request, identity, access))
        .recover(failure -> passOver(failure, access));
  }

  /** A public operation does not wait for a check that takes long. */
  private Future<Optional<Identity>> check(String token, Access access) {
    Future<Optional<Identity>> checked = onContext(tokens.introspect(TokenHash.of(token)));
    return access.need() == Access.Need.PUBLIC && !checked.isComplete()
        ? checked.timeout(PUBLIC_WAIT.toMillis(), TimeUnit.MILLISECONDS)
        : checked;
  }

  /** Switches to the context of the request, whose response gets headers. */
  private static <T> Future<T> onContext(Future<T> future) {
    if (future.isComplete()) {
      return future;
    }
    Promise<T> promise = ((ContextInternal) Vertx.currentContext()).promise();
    future.onComplete(promise);
    return promise.future();
  }

  private Optional<Identity> removeCookie(HttpServerRequest request, Access access) {
    request.response().headers().add(HttpHeaders.SET_COOKIE, publicUrl.noSessionCookie());
    return access.need() == Access.Need.PUBLIC ? Optional.empty() : reject(request);
  }

  private static Optional<Identity> reject(HttpServerRequest request) {
    throw invalid(request);
  }

  private static Optional<Identity> requireScope(
      HttpServerRequest request, Optional<Identity> identity, Access access) {
    if (identity.isPresent()
        && !access.scope().isEmpty()
        && !identity.get().scopes().contains(access.scope())) {
      challenge(request, "Bearer error=\"insufficient_scope\", scope=\"" + access.scope() + "\"");
      throw ServiceException.of(
          ErrorKind.FORBIDDEN,
          "insufficient_scope",
          "The token does not have the scope " + access.scope() + ".");
    }
    return identity;
  }

  private static Future<Optional<Identity>> passOver(Throwable failure, Access access) {
    ErrorKind kind = ServiceException.from(failure).kind();
    boolean unknown =
        kind == ErrorKind.UNAVAILABLE
            || kind == ErrorKind.TIMEOUT
            || failure instanceof TimeoutException;
    return unknown && access.need() == Access.Need.PUBLIC ? NOBODY : Future.failedFuture(failure);
  }

  private static void challenge(HttpServerRequest request, String challenge) {
    request.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, challenge);
  }

  private static ServiceException missing(HttpServerRequest request) {
    challenge(request, "Bearer");
    return ServiceException.of(
        ErrorKind.UNAUTHENTICATED,
        "credentials_required",
        "Send a token as Authorization: Bearer, or log in.");
  }

  private static ServiceException invalid(HttpServerRequest request) {
    challenge(request, "Bearer error=\"invalid_token\"");
    return ServiceException.of(
        ErrorKind.UNAUTHENTICATED,
        "invalid_token",
        "The token is not valid: it is malformed or unknown, has expired, or was revoked.");
  }

  private static ServiceException several() {
    return ServiceException.of(
        ErrorKind.INVALID,
        "several_credentials",
        "Send one Authorization header or the session cookie, not more.");
  }

  private static ServiceException wrongOrigin() {
    return ServiceException.of(
        ErrorKind.FORBIDDEN,
        "wrong_origin",
        "Send the Origin of PUBLIC_URL; pages of other origins may not use a session.");
  }
}
