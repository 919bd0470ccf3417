package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.auth.Authentication;
import dev.flightwatch.toolkit.auth.PublicUrl;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP API of a service. The OpenAPI document defines routes and validation; an {@link
 * Endpoint} implements each operation. Open one server in each instance of a verticle: all work of
 * a server is done on the event loop that opened it.
 *
 * <p>The server also serves the document at {@code /openapi.yaml} and Swagger UI at {@code /docs}.
 *
 * <p>Every failure becomes an {@code application/problem+json} (RFC 9457) with {@code type}, {@code
 * title}, {@code status}, {@code detail}, {@code code} and {@code correlation_id}, and with {@code
 * errors} when fields are invalid. A schema can set the message of its field as {@code x-message}.
 * Parameters are strings or integers; a path parameter is a whole segment of the path.
 */
public final class HttpApiServer {
  private static final Authentication NOBODY =
      new Authentication(
          token -> Future.succeededFuture(Optional.empty()),
          PublicUrl.of(URI.create("http://localhost")),
          false);

  private HttpApiServer() {}

  /**
   * Opens a server whose operations are all public.
   *
   * @return as {@link #open(Vertx, HttpListenerOptions, String, List, Authentication)}
   */
  public static Future<HttpListener> open(
      Vertx vertx, HttpListenerOptions options, String document, List<Endpoint> endpoints) {
    return open(vertx, options, document, endpoints, NOBODY);
  }

  /**
   * Opens a server.
   *
   * @param document the OpenAPI 3.1 document on the class path, JSON or YAML
   * @param endpoints exactly one for each operation of the document
   * @param authentication determines who makes a request
   * @return fails as {@link HttpListener#listen} does, and with an {@code
   *     IllegalArgumentException}, {@code IllegalStateException} or {@code
   *     OpenAPIContractException} when the document is invalid or does not match the endpoints
   */
  public static Future<HttpListener> open(
      Vertx vertx,
      HttpListenerOptions options,
      String document,
      List<Endpoint> endpoints,
      Authentication authentication) {
    return OpenApiDocument.read(vertx, document)
        .compose(
            read -> {
              HttpListener listener = new HttpListener(vertx, options, TracingPolicy.ALWAYS);
              OperationHandler.Server server =
                  new OperationHandler.Server(authentication, options.clients(), listener.writer());
              return DocumentationPages.read(vertx, document)
                  .map(pages -> new Routes(read, pages, options.limits(), server))
                  .compose(routes -> listener.listen(routes.router(vertx, endpoints)))
                  .map(listener);
            });
  }
}
