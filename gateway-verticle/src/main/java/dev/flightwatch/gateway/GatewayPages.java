package dev.flightwatch.gateway;

import dev.flightwatch.toolkit.http.StaticFiles;
import dev.flightwatch.toolkit.http.StaticFiles.StaticFile;
import dev.flightwatch.toolkit.openapi.SwaggerUi;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/** The gateway's own pages: the start page, and the documentation of both services. */
final class GatewayPages {
  private static final String OWN_FILES = "dev/flightwatch/gateway/pages/";

  private GatewayPages() {}

  static Future<StaticFiles> files(Vertx vertx) {
    return SwaggerUi.files(vertx)
        .map(
            swaggerUi -> {
              Map<String, StaticFile> pathToFile = new HashMap<>(swaggerUi);
              pathToFile.put("/", own("index.html", StaticFiles.PAGE));
              pathToFile.put("/pages.css", own("pages.css", "text/css"));
              pathToFile.put("/docs", own("docs.html", StaticFiles.PAGE));
              pathToFile.put("/docs/user-manager", own("user-manager.html", StaticFiles.PAGE));
              pathToFile.put("/docs/data-collector", own("data-collector.html", StaticFiles.PAGE));
              pathToFile.put("/docs/docs.js", own("docs.js", StaticFiles.SCRIPT));
              return new StaticFiles(vertx, pathToFile);
            });
  }

  private static StaticFile own(String name, String type) {
    return new StaticFile(OWN_FILES + name, type);
  }
}
