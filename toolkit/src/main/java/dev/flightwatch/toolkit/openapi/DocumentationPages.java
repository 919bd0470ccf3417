package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.ResponseWriter;
import dev.flightwatch.toolkit.http.StaticFiles;
import dev.flightwatch.toolkit.http.StaticFiles.StaticFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The OpenAPI document of a server at {@code /openapi.yaml}, and Swagger UI for it at {@code
 * /docs}. No other files are served. Belongs to one event loop.
 */
record DocumentationPages(StaticFiles files) {
  private static final String OWN_FILES = "dev/flightwatch/toolkit/openapi/";

  /**
   * Creates the pages of a document, for the version of Swagger UI on the class path.
   *
   * @param document the OpenAPI document on the class path
   */
  static Future<DocumentationPages> read(Vertx vertx, String document) {
    return SwaggerUi.files(vertx)
        .map(
            swaggerUi -> {
              Map<String, StaticFile> pathToFile = new HashMap<>(swaggerUi);
              pathToFile.put("/openapi.yaml", new StaticFile(document, "application/yaml"));
              pathToFile.put("/docs", new StaticFile(OWN_FILES + "docs.html", StaticFiles.PAGE));
              pathToFile.put(
                  "/docs/docs.js", new StaticFile(OWN_FILES + "docs.js", StaticFiles.SCRIPT));
              return new DocumentationPages(new StaticFiles(vertx, pathToFile));
            });
  }

  /** Returns the paths of all pages; each of them has GET and HEAD. */
  Set<String> paths() {
    return files.paths();
  }

  void mount(Router router, ResponseWriter writer) {
    paths()
        .forEach(
            path -> {
              router.get(path).handler(routing -> serve(routing, path, writer));
              router.head(path).handler(routing -> serve(routing, path, writer));
            });
  }

  private void serve(RoutingContext routing, String path, ResponseWriter writer) {
    files
        .get(path, routing.request())
        .compose(response -> writer.send(routing.request(), response))
        .onFailure(failure -> routing.fail(ServiceException.from(failure)));
  }
}
