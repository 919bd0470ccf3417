package dev.flightwatch.toolkit.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Files of the class path that a server offers under fixed paths, with an {@code ETag} and
 * compressed for clients that accept it. A file is read at its first request and then kept in
 * memory. Belongs to one event loop.
 */
public final class StaticFiles {
  /** The content type of a script. */
  public static final String SCRIPT = "text/javascript; charset=utf-8";

  /** The content type of a page. */
  public static final String PAGE = "text/html; charset=utf-8";

  /** The header that limits what a page loads. */
  public static final String POLICY = "Content-Security-Policy";

  /** Scripts, styles, images and requests of a page are limited to its own server. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control",
          "no-cache",
          POLICY,
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'");

  private final Vertx vertx;
  private final Map<String, StaticFile> pathToFile;
  private final Map<String, Future<Response>> keyToResponse = new HashMap<>();

  /**
   * A file of the class path.
   *
   * @param resource its name
   * @param type its content type
   * @param change returns the response to serve in place of the one with the file
   */
  public record StaticFile(String resource, String type, UnaryOperator<Response> change) {
    public StaticFile(String resource, String type) {
      this(resource, type, UnaryOperator.identity());
    }
  }

  public StaticFiles(Vertx vertx, Map<String, StaticFile> pathToFile) {
    this.vertx = vertx;
    this.pathToFile = Map.copyOf(pathToFile);
  }

  /** Returns the paths of all files; each of them has GET and HEAD. */
  public Set<String> paths() {
    return pathToFile.keySet();
  }

  /** Returns the file with one of the {@link #paths}, in the encoding that the client prefers. */
  public Future<Response> get(String path, HttpServerRequest request) {
    boolean gzip = Gzip.isAcceptedBy(request);
    return keyToResponse.computeIfAbsent(path + gzip, key -> read(key, path, gzip));
  }

  /** Reads and compresses on a worker thread: a file may have more than a megabyte. */
  private Future<Response> read(String key, String path, boolean gzip) {
    StaticFile file = pathToFile.get(path);
    return vertx
        .fileSystem()
        .readFile(file.resource())
        .compose(body -> vertx.executeBlocking(() -> response(file, body, gzip)))
        .onFailure(failure -> keyToResponse.remove(key));
  }

  private static Response response(StaticFile file, Buffer body, boolean gzip) {
    Response plain =
        file.change()
            .apply(new Response(200, body, HEADERS).withHeader("Content-Type", file.type()));
    return gzip
        ? new Response(200, Gzip.compress(plain.body()), plain.headers())
            .tagged()
            .withHeader("Content-Encoding", Gzip.NAME)
        : plain.tagged();
  }
}
