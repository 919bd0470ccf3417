package dev.flightwatch.toolkit.openapi;

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
 * What a door shows of its contract: the document as it is, and a page to read it and to try
 * requests. The page's parts come from the build, each under an address that names its version.
 * Nothing but these files can be had; one is read when it is first asked for, and kept.
 */
final class DocumentationPages {
  private static final String DOCUMENT = "/openapi.yaml";
  private static final String PAGE = "/docs";

  private static final String OWN_FILES = "dev/flightwatch/toolkit/openapi/";
  private static final String PART_FILES = "META-INF/resources/webjars/swagger-ui/";
  private static final String PARTS_VERSION =
      "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final Map<String, String> PART_TO_TYPE =
      Map.of(
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", SCRIPT,
          "favicon-32x32.png", "image/png");

  private static final String ASK_EACH_TIME = "no-cache";
  private static final String KEEP_FOR_GOOD = "public, max-age=31536000, immutable";

  /** All that the page runs are files of this door, and all that it asks, it asks of this door. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Vertx vertx;
  private final Map<String, Page> pathToPage = new HashMap<>();

  private record Page(LazyResponse plain, LazyResponse packed) {
    Future<Response> answer(RoutingContext routing) {
      return (Gzip.isAcceptedBy(routing.request()) ? packed : plain).get();
    }
  }

  private DocumentationPages(Vertx vertx, String document, String title, String version) {
    this.vertx = vertx;
    String parts = PAGE + "/swagger-ui-" + version + "/";
    add(DOCUMENT, headers("application/yaml", ASK_EACH_TIME), () -> file(document));
    add(
        PAGE,
        headers(HTML, ASK_EACH_TIME),
        () -> file(OWN_FILES + "docs.html").map(page -> filled(page, title, parts)));
    add(PAGE + "/docs.js", headers(SCRIPT, ASK_EACH_TIME), () -> file(OWN_FILES + "docs.js"));
    PART_TO_TYPE.forEach(
        (name, type) ->
            add(
                parts + name,
                headers(type, KEEP_FOR_GOOD),
                () -> file(PART_FILES + version + "/" + name)));
  }

  /**
   * Reads which version the page's parts have.
   *
   * @param document the document on the class path
   * @param title the title of the page
   */
  static Future<DocumentationPages> read(Vertx vertx, String document, String title) {
    return vertx
        .fileSystem()
        .readFile(PARTS_VERSION)
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

  private static Map<String, String> headers(String type, String caching) {
    return Map.of(
        "Content-Type", type,
        "Cache-Control", caching,
        "Content-Security-Policy", POLICY);
  }

  private Future<Buffer> file(String resource) {
    return vertx.fileSystem().readFile(resource);
  }

  private static Buffer filled(Buffer page, String title, String parts) {
    String escaped = title.replace("&", "&amp;").replace("<", "&lt;");
    return Buffer.buffer(page.toString().replace("{title}", escaped).replace("{parts}", parts));
  }

  private void add(String path, Map<String, String> headers, Supplier<Future<Buffer>> bytes) {
    LazyResponse plain =
        new LazyResponse(() -> bytes.get().map(body -> new Response(200, body, headers).tagged()));
    pathToPage.put(path, new Page(plain, plain.packed(vertx)));
  }

  /** The paths that {@link #mount} answers, each by GET and HEAD. */
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
                        page.answer(routing)
                            .compose(answer -> writer.send(routing.request(), answer))
                            .onFailure(routing::fail)));
  }
}
