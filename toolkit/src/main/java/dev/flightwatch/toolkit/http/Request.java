package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.auth.Identity;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The validated input of an operation. It contains only what the OpenAPI document declares.
 *
 * @param body JSON body; null when the operation has none
 * @param path path parameters
 * @param query query parameters of the request, and the defaults of the others
 * @param headers headers of the request, by their names in the document
 * @param correlationId id of the request in logs and in the response
 * @param mediaType media type of the response, which the server chose; null when the endpoint
 *     offers no choice
 * @param caller who makes the request
 * @param isFresh whether the response must not be older than the request: {@code Cache-Control:
 *     no-cache}
 */
public record Request(
    JsonObject body,
    Map<String, String> path,
    Map<String, String> query,
    Map<String, String> headers,
    String correlationId,
    String mediaType,
    Caller caller,
    boolean isFresh) {
  /**
   * Who makes a request.
   *
   * @param identity the holder of the credentials; empty without credentials
   * @param network the client's network, determined when it is needed; see {@link ClientNetworks}
   */
  public record Caller(Optional<Identity> identity, Supplier<String> network) {
    static final Caller UNKNOWN = new Caller(Optional.empty(), () -> "");
  }

  /** Input of an unknown caller, without a choice of media types. */
  public Request(
      JsonObject body,
      Map<String, String> path,
      Map<String, String> query,
      Map<String, String> headers,
      String correlationId) {
    this(body, path, query, headers, correlationId, null, Caller.UNKNOWN, false);
  }

  /** Returns this input with the media type of the response. */
  public Request withMediaType(String chosen) {
    return new Request(body, path, query, headers, correlationId, chosen, caller, isFresh);
  }

  /** Returns this input with its caller. */
  public Request by(Caller known) {
    return new Request(body, path, query, headers, correlationId, mediaType, known, isFresh);
  }

  /** Returns this input with whether its response must not be older than the request. */
  public Request fresh(boolean fresh) {
    return new Request(body, path, query, headers, correlationId, mediaType, caller, fresh);
  }

  /** Returns this input with another value of a query parameter. */
  public Request withQuery(String name, String value) {
    Map<String, String> changed = new HashMap<>(query);
    changed.put(name, value);
    return new Request(body, path, changed, headers, correlationId, mediaType, caller, isFresh);
  }

  /** Returns who makes the request; empty without credentials. */
  public Optional<Identity> identity() {
    return caller.identity();
  }

  /** Returns the client's network as text; see {@link ClientNetworks}. */
  public String clientNetwork() {
    return caller.network().get();
  }

  /** Returns a path parameter. */
  public String path(String name) {
    return path.get(name);
  }

  /** Returns a query parameter; null when it is missing and has no default. */
  public String query(String name) {
    return query.get(name);
  }

  /** Returns a query parameter that is declared as an integer, and required or with a default. */
  public int queryInt(String name) {
    return Integer.parseInt(query.get(name));
  }

  /** Returns a header; null when it is missing. */
  public String header(String name) {
    return headers.get(name);
  }
}
