package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Gzip;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.http.ResponseWriter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The OpenAPI document of a server at {@code /openapi.yaml}, and Swagger UI for it at {@code
 * /docs}. The files of Swagger UI come from its WebJar. No other files are served. A file is read
 * at its first request and then kept in memory. Belongs to one event loop.
 */
final class DocumentationPages {
  private static final String OWN_FILES = "dev/flightwatch/toolkit/openapi/";
  private static final String SWAGGER_UI_FILES = "META-INF/resources/webjars/swagger-ui/";
  private static final String SWAGGER_UI_PROPERTIES =
      "META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  /** Scripts, styles and requests of the page are limited to this server. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control",
          "no-cache",
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'");

  private final Vertx vertx;
  private final Map<String, Page> pathToPage;
  private final Map<String, Future<Response>> keyToResponse = new HashMap<>();

  private record Page(String resource, String type) {}

  private DocumentationPages(Vertx vertx, String document, String swaggerUi) {
    this.vertx = vertx;
    pathToPage =
        Map.of(
            "/openapi.yaml", new Page(document, "application/yaml"),
            "/docs", new Page(OWN_FILES + "docs.html", "text/html; charset=utf-8"),
            "/docs/docs.js", new Page(OWN_FILES + "docs.js", SCRIPT),
            "/docs/swagger-ui.css", new Page(swaggerUi + "swagger-ui.css", "text/css"),
            "/docs/swagger-ui.js", new Page(swaggerUi + "swagger-ui-bundle.js", SCRIPT),
            "/docs/favicon.png", new Page(swaggerUi + "favicon-32x32.png", "image/png"));
  }

  /**
   * Creates the pages of a document, for the version of Swagger UI on the class path.
   *
   * @param document the OpenAPI document on the class path
   */
  static Future<DocumentationPages> read(Vertx vertx, String document) {
    return vertx
        .fileSystem()
        .readFile(SWAGGER_UI_PROPERTIES)
        .map(properties -> properties.toString().replaceAll("(?s).*version=(\\S+).*", "$1"))
        .map(version -> SWAGGER_UI_FILES + version + '/')
        .map(swaggerUi -> new DocumentationPages(vertx, document, swaggerUi));
  }

  /** Returns the paths of all pages; each of them has GET and HEAD. */
  Set<String> paths() {
    return pathToPage.keySet();
  }

  void mount(Router router, ResponseWriter writer) {
    pathToPage.forEach(
        (path, page) -> {
          router.get(path).handler(routing -> serve(routing, page, writer));
          router.head(path).handler(routing -> serve(routing, page, writer));
        });
  }

  private void serve(RoutingContext routing, Page page, ResponseWriter writer) {
    responseTo(routing, page)
        .compose(response -> writer.send(routing.request(), response))
        .onFailure(failure -> routing.fail(ServiceException.from(failure)));
  }

  private Future<Response> responseTo(RoutingContext routing, Page page) {
    boolean gzip = Gzip.isAcceptedBy(routing.request());
    return keyToResponse.computeIfAbsent(page.resource() + gzip, key -> read(page, gzip));
  }

  /** Reads and compresses on a worker thread: the largest file has more than a megabyte. */
  private Future<Response> read(Page page, boolean gzip) {
    return vertx
        .fileSystem()
        .readFile(page.resource())
        .compose(body -> vertx.executeBlocking(() -> response(page, body, gzip)))
        .onFailure(failure -> keyToResponse.remove(page.resource() + gzip));
  }

  private static Response response(Page page, Buffer body, boolean gzip) {
    Response response =
        new Response(200, gzip ? Gzip.compress(body) : body, HEADERS)
            .withHeader("Content-Type", page.type())
            .tagged();
    return gzip ? response.withHeader("Content-Encoding", Gzip.NAME) : response;
  }
}
