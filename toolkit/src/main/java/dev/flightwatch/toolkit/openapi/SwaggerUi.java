package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.http.StaticFiles;
import dev.flightwatch.toolkit.http.StaticFiles.StaticFile;
import dev.flightwatch.toolkit.http.WebJar;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/** The files of Swagger UI that a documentation page loads, from its WebJar. */
public final class SwaggerUi {
  private SwaggerUi() {}

  /** Returns the files by their paths below {@code /docs}, for the version on the class path. */
  public static Future<Map<String, StaticFile>> files(Vertx vertx) {
    return WebJar.folder(vertx, "org.webjars", "swagger-ui")
        .map(
            folder ->
                Map.of(
                    "/docs/swagger-ui.css",
                    new StaticFile(folder + "swagger-ui.css", "text/css"),
                    "/docs/swagger-ui.js",
                    new StaticFile(folder + "swagger-ui-bundle.js", StaticFiles.SCRIPT),
                    "/docs/favicon.png",
                    new StaticFile(folder + "favicon-32x32.png", "image/png")));
  }
}
