package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.http.StaticFiles;
import dev.flightwatch.toolkit.http.StaticFiles.StaticFile;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;

/** The files of Swagger UI that a documentation page loads, from its WebJar. */
public final class SwaggerUi {
  private static final String FILES = "META-INF/resources/webjars/swagger-ui/";
  private static final String PROPERTIES = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private SwaggerUi() {}

  /** Returns the files by their paths below {@code /docs}, for the version on the class path. */
  public static Future<Map<String, StaticFile>> files(Vertx vertx) {
    return vertx
        .fileSystem()
        .readFile(PROPERTIES)
        .map(properties -> properties.toString().replaceAll("(?s).*version=(\\S+).*", "$1"))
        .map(version -> FILES + version + '/')
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
