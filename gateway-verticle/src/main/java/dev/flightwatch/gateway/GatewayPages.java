package dev.flightwatch.gateway;

import dev.flightwatch.toolkit.http.StaticFiles;
import dev.flightwatch.toolkit.http.StaticFiles.StaticFile;
import dev.flightwatch.toolkit.http.WebJar;
import dev.flightwatch.toolkit.openapi.SwaggerUi;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileSystem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateway's own pages: the board, and the documentation of both services. */
final class GatewayPages {
  private static final String OWN_FILES = "dev/flightwatch/gateway/pages/";
  private static final String BOARD_FILES = "dev/flightwatch/gateway/board";

  /** The page that browsers get for an address that no page has. */
  static final String NOT_FOUND = "/not-found";

  private static final String LIBRARIES = "/board/lib/";
  private static final Map<String, String> EXTENSION_TO_TYPE =
      Map.of(
          "html", StaticFiles.PAGE,
          "js", StaticFiles.SCRIPT,
          "css", "text/css",
          "svg", "image/svg+xml",
          "json", "application/json");

  /** For each library of the board the files that it uses: their path below the library's. */
  private static final Map<String, Map<String, String>> LIBRARY_TO_FILES =
      Map.of(
          "lit-html",
          Map.of(
              "lit-html.js", "lit-html.js",
              "directive.js", "directive.js",
              "directive-helpers.js", "directive-helpers.js",
              "directives/repeat.js", "directives/repeat.js"),
          "uplot",
          Map.of("uplot.js", "dist/uPlot.iife.min.js", "uplot.css", "dist/uPlot.min.css"),
          "d3-array",
          Map.of("d3-array.js", "dist/d3-array.min.js"),
          "d3-geo",
          Map.of("d3-geo.js", "dist/d3-geo.min.js"));

  private GatewayPages() {}

  /**
   * Reads which files there are.
   *
   * @param mapTiles the tiles below the board's map
   */
  static Future<StaticFiles> files(Vertx vertx, Optional<MapTiles> mapTiles) {
    Map<String, StaticFile> pathToFile = new HashMap<>();
    pathToFile.put("/pages.css", own("pages.css", "text/css"));
    pathToFile.put(NOT_FOUND, own("not-found.html", StaticFiles.PAGE));
    pathToFile.put("/docs", own("docs.html", StaticFiles.PAGE));
    pathToFile.put("/docs/user-manager", own("user-manager.html", StaticFiles.PAGE));
    pathToFile.put("/docs/data-collector", own("data-collector.html", StaticFiles.PAGE));
    pathToFile.put("/docs/docs.js", own("docs.js", StaticFiles.SCRIPT));
    return SwaggerUi.files(vertx)
        .onSuccess(pathToFile::putAll)
        .compose(swaggerUi -> Future.all(libraries(vertx, pathToFile)))
        .compose(libraries -> board(vertx.fileSystem(), BOARD_FILES, pathToFile))
        .map(board -> new StaticFiles(vertx, withStartPage(pathToFile, mapTiles)));
  }

  private static Map<String, StaticFile> withStartPage(
      Map<String, StaticFile> pathToFile, Optional<MapTiles> mapTiles) {
    StaticFile page = pathToFile.remove("/board/index.html");
    pathToFile.put(
        "/",
        mapTiles
            .map(tiles -> new StaticFile(page.resource(), page.type(), tiles::addTo))
            .orElse(page));
    return pathToFile;
  }

  private static List<Future<String>> libraries(Vertx vertx, Map<String, StaticFile> pathToFile) {
    return LIBRARY_TO_FILES.entrySet().stream()
        .map(
            library ->
                WebJar.folder(vertx, "org.webjars.npm", library.getKey())
                    .onSuccess(
                        folder ->
                            library
                                .getValue()
                                .forEach(
                                    (path, file) ->
                                        pathToFile.put(LIBRARIES + path, file(folder + file)))))
        .toList();
  }

  /** Adds all files below a folder of the board. */
  private static Future<?> board(
      FileSystem files, String folder, Map<String, StaticFile> pathToFile) {
    return files
        .readDir(folder)
        .compose(
            names ->
                Future.all(
                    names.stream()
                        .map(name -> folder + '/' + Path.of(name).getFileName())
                        .map(
                            path ->
                                files
                                    .props(path)
                                    .compose(
                                        properties -> {
                                          if (properties.isDirectory()) {
                                            return board(files, path, pathToFile);
                                          }
                                          String below = path.substring(BOARD_FILES.length());
                                          pathToFile.put("/board" + below, file(path));
                                          return Future.succeededFuture();
                                        }))
                        .toList()));
  }

  private static StaticFile file(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    String type = EXTENSION_TO_TYPE.get(extension);
    if (type == null) {
      throw new IllegalStateException(path + " has no known content type");
    }
    return new StaticFile(path, type);
  }

  private static StaticFile own(String name, String type) {
    return new StaticFile(OWN_FILES + name, type);
  }
}
