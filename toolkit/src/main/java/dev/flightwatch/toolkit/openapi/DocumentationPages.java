package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.Gzip;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.http.ResponseWriter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The OpenAPI document of a server at {@code /openapi.yaml}, and Swagger UI for it at {@code
 * /docs}. The files of Swagger UI come from its WebJar, at paths that contain its version. No other
 * files are served. A file is read at its first request and then kept in memory.
 */
final class DocumentationPages {
  private static final String DOCUMENT = "/openapi.yaml";
  private static final String PAGE = "/docs";

  private static final String OWN_FILES = "dev/flightwatch/toolkit/openapi/";
  private static final String SWAGGER_UI_FILES = "META-INF/resources/webjars/swagger-ui/";
  private static final String SWAGGER_UI_PROPERTIES =
      "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final Map<String, String> FILE_TO_TYPE =
      Map.of(
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", SCRIPT,
          "favicon-32x32.png", "image/png");

  private static final String REVALIDATE = "no-cache";
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  /** Scripts, styles and requests of the page are limited to this server. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Vertx vertx;
  private final Map<String, Page> pathToPage = new HashMap<>();

  private record Page(LazyResponse plain, LazyResponse gzipped) {
    Future<Response> responseTo(RoutingContext routing) {
      ResponseWriter.addVaryByEncoding(routing.request());
      return (Gzip.isAcceptedBy(routing.request()) ? gzipped : plain).get();
    }
  }

  private DocumentationPages(Vertx vertx, String document, String title, String version) {
    this.vertx = vertx;
    String swaggerUi = PAGE + "/swagger-ui-" + version + "/";
    add(DOCUMENT, headers("application/yaml", REVALIDATE), () -> file(document));
    add(
        PAGE,
        headers(HTML, REVALIDATE),
        () -> file(OWN_FILES + "docs.html").map(page -> fill(page, title, swaggerUi)));
    add(PAGE + "/docs.js", headers(SCRIPT, REVALIDATE), () -> file(OWN_FILES + "docs.js"));
    FILE_TO_TYPE.forEach(
        (name, type) ->
            add(
                swaggerUi + name,
                headers(type, IMMUTABLE),
                () -> file(SWAGGER_UI_FILES + version + "/" + name)));
  }

  /**
   * Creates the pages of a document, for the version of Swagger UI on the class path.
   *
   * @param document the OpenAPI document on the class path
   * @param title title of the page
   */
  static Future<DocumentationPages> read(Vertx vertx, String document, String title) {
    return vertx
        .fileSystem()
        .readFile(SWAGGER_UI_PROPERTIES)
        .map(properties -> new DocumentationPages(vertx, document, title, version(properties)));
  }

  private static String version(Buffer properties) {
    Properties read = new Properties();
    try {
      read.load(new StringReader(properties.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read.getProperty("version");
  }

  private static Map<String, String> headers(String type, String cacheControl) {
    return Map.of(
        "Content-Type", type,
        "Cache-Control", cacheControl,
        "Content-Security-Policy", CONTENT_SECURITY_POLICY);
  }

  private Future<Buffer> file(String resource) {
    return vertx.fileSystem().readFile(resource);
  }

  private static Buffer fill(Buffer page, String title, String swaggerUi) {
    String escaped = title.replace("&", "&amp;").replace("<", "&lt;");
    return Buffer.buffer(
        page.toString().replace("{title}", escaped).replace("{swaggerUi}", swaggerUi));
  }

  private void add(String path, Map<String, String> headers, Supplier<Future<Buffer>> bytes) {
    LazyResponse plain =
        new LazyResponse(() -> bytes.get().map(body -> new Response(200, body, headers).tagged()));
    pathToPage.put(path, new Page(plain, plain.gzipped(vertx)));
  }

  /** Returns the paths of all pages; each of them has GET and HEAD. */
  Set<String> paths() {
    return Set.copyOf(pathToPage.keySet());
  }

  void mount(Router router, ResponseWriter writer) {
    pathToPage.forEach(
        (path, page) ->
            router
                .route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(
                    routing ->
                        page.responseTo(routing)
                            .compose(response -> writer.send(routing.request(), response))
                            .onFailure(failure -> routing.fail(ServiceException.from(failure)))));
  }
}
