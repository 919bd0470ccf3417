package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.openapi.contract.OpenAPIContract;
import java.time.Duration;
import java.util.List;

/**
 * The HTTP door of a service. Its OpenAPI document says which routes there are and what they take;
 * an {@link Endpoint} stands behind each operation. Open one in each instance of a verticle: all
 * work of a door is done on the event loop that opened it, without a hop to a worker.
 *
 * <p>It shows its document at {@code /openapi.yaml}, and at {@code /docs} a page to read it and to
 * try requests.
 *
 * <p>What leaves it: the endpoints' answers, and for every failure an {@code
 * application/problem+json} (RFC 9457) with {@code type}, {@code title}, {@code status}, {@code
 * detail}, {@code code}, {@code correlation_id}, and {@code errors} where fields are at fault. The
 * messages of a field can be worded in its schema, as {@code x-message}.
 */
public final class HttpApiServer {
  private final HttpListener listener;

  private HttpApiServer(HttpListener listener) {
    this.listener = listener;
  }

  /**
   * Opens a door.
   *
   * @param contractResource the OpenAPI 3.1 document on the class path, JSON or YAML
   * @param endpoints one for each operation of the document, and no other
   * @return fails with an UNAVAILABLE that names host and port when they cannot be had, and with an
   *     {@code IllegalArgumentException} or the contract's own failure when document and endpoints
   *     do not fit
   */
  public static Future<HttpApiServer> open(
      Vertx vertx, HttpListenerOptions options, String contractResource, List<Endpoint> endpoints) {
    return OpenApiDocument.read(vertx, contractResource)
        .compose(
            contract -> {
              HttpListener listener = new HttpListener(vertx, options, TracingPolicy.ALWAYS);
              return DocumentationPages.read(vertx, contractResource, title(contract))
                  .map(pages -> new Routes(contract, pages, options.limits(), listener.writer()))
                  .compose(routes -> listener.listen(routes.router(vertx, endpoints)))
                  .map(listening -> new HttpApiServer(listener));
            });
  }

  private static String title(OpenAPIContract contract) {
    return contract.getRawContract().getJsonObject("info").getString("title");
  }

  /** The port it listens on. */
  public int port() {
    return listener.port();
  }

  /**
   * Takes no more requests, lets those in flight end, and closes. Idle connections are closed at
   * once; what has not ended after the grace is cut off.
   */
  public Future<Void> close(Duration grace) {
    return listener.close(grace);
  }
}
