package dev.flightwatch.gateway;

import dev.flightwatch.gateway.proxy.ClientRates;
import dev.flightwatch.gateway.proxy.RequestTarget;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.http.ResponseWriter;
import dev.flightwatch.toolkit.http.StaticFiles;
import dev.flightwatch.toolkit.trace.CurrentSpan;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The paths of the gateway. A request is refused if its client makes too many, then if servers
 * could read its target differently.
 *
 * @param pages the gateway's own files
 * @param segmentToProxy the proxy for each first segment of a path below {@code /api/}
 */
record GatewayRoutes(
    ResponseWriter writer,
    ClientRates rates,
    StaticFiles pages,
    Map<String, Handler<HttpServerRequest>> segmentToProxy)
    implements Handler<HttpServerRequest> {
  static final String API = "/api";
  private static final String BELOW_API = API + '/';
  private static final String READS = "GET, HEAD, OPTIONS";

  /** What browsers ask for, and programs do not; a weight of 0 refuses it. */
  private static final Pattern HTML =
      Pattern.compile(
          "(?:^|[,\\s])text/html\\s*(?:$|[,;])(?!\\s*q=0(?:\\.0*)?\\s*(?:$|,))",
          Pattern.CASE_INSENSITIVE);

  @Override
  public void handle(HttpServerRequest request) {
    try {
      rates.count(request);
      route(request, RequestTarget.parse(request.uri()).path());
    } catch (ServiceException refusal) {
      writer.fail(request, refusal);
    }
  }

  private void route(HttpServerRequest request, String path) {
    if (path.startsWith(BELOW_API)) {
      int end = path.indexOf('/', BELOW_API.length());
      String segment = path.substring(BELOW_API.length(), end < 0 ? path.length() : end);
      Handler<HttpServerRequest> proxy = segmentToProxy.get(segment);
      if (proxy != null) {
        named(request, BELOW_API + segment);
        proxy.handle(request);
        return;
      }
    }
    String page = path.equals("/docs/") ? "/docs" : path;
    boolean isKnown = pages.paths().contains(page) && !page.equals(GatewayPages.NOT_FOUND);
    if (!isKnown) {
      request.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }
    if (!isKnown && !isForBrowser(request, path)) {
      throw ResponseWriter.unknownPath();
    }
    String shown = isKnown ? page : GatewayPages.NOT_FOUND;
    named(request, shown);
    page(request, shown)
        .map(found -> isKnown ? found : new Response(404, found.body(), found.headers()))
        .compose(response -> writer.send(request, response))
        .onFailure(failure -> writer.fail(request, ServiceException.from(failure)));
  }

  private static boolean isForBrowser(HttpServerRequest request, String path) {
    return isRead(request)
        && HTML.matcher(String.join(",", request.headers().getAll(HttpHeaders.ACCEPT))).find()
        && !path.equals(API)
        && !path.startsWith(BELOW_API);
  }

  private static boolean isRead(HttpServerRequest request) {
    return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
  }

  private static void named(HttpServerRequest request, String route) {
    request.routed(route);
    CurrentSpan.route(request.method().name(), route);
  }

  private Future<Response> page(HttpServerRequest request, String path) {
    if (isRead(request)) {
      return pages.get(path, request);
    }
    return request.method() == HttpMethod.OPTIONS
        ? Future.succeededFuture(new Response(204, Buffer.buffer(), Map.of("Allow", READS)))
        : Future.failedFuture(ResponseWriter.methodNotAllowed(request, READS));
  }
}
