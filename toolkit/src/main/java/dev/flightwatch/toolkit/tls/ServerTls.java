package dev.flightwatch.toolkit.tls;

import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.shareddata.LocalMap;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS, or plain text, of one server. */
public final class ServerTls {
  private static final Logger log = LoggerFactory.getLogger(ServerTls.class);
  private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final String name;
  private final Optional<TlsFiles> files;
  private final TlsCredentials first;
  private Optional<RepeatingTask> watch = Optional.empty();

  private ServerTls(Vertx vertx, String name, Optional<TlsFiles> files, TlsCredentials first) {
    this.vertx = vertx;
    this.name = name;
    this.files = files;
    this.first = first;
  }

  /**
   * Reads the TLS files of a server. Fails like {@link TlsFiles#read}.
   *
   * @param name the name of the server in the log
   * @param files empty: the server uses plain text
   */
  public static Future<ServerTls> read(Vertx vertx, String name, Optional<TlsFiles> files) {
    return files
        .map(named -> named.read(vertx))
        .orElse(Future.succeededFuture(TlsCredentials.NONE))
        .map(first -> new ServerTls(vertx, name, files, first));
  }

  /** Creates a server with TLS added to the options. It logs failed TLS handshakes. */
  public HttpServer server(HttpServerOptions options) {
    return vertx.createHttpServer(first.applyToServer(options)).exceptionHandler(this::logFailure);
  }

  /** Logs at most once a minute, because any client that reaches the port can cause failures. */
  private void logFailure(Throwable failure) {
    Optional<String> reason = TlsFailure.in(failure);
    LocalMap<String, Boolean> recentlyLogged =
        vertx.sharedData().getLocalMap(ServerTls.class.getName());
    if (reason.isPresent() && recentlyLogged.putIfAbsent(name, true) == null) {
      vertx.setTimer(LOG_INTERVAL.toMillis(), id -> recentlyLogged.remove(name));
      log.warn("{}: the TLS handshake with a client failed: {}", name, reason.get());
    }
  }

  /** Starts to apply changes of the files to a listening server. */
  public void watch(HttpServer server) {
    watch =
        files.map(named -> TlsWatch.start(vertx, name, named, first, next -> apply(next, server)));
  }

  private static Future<Boolean> apply(TlsCredentials next, HttpServer server) {
    return server.updateSSLOptions(next.applyToServer(new HttpServerOptions()).getSslOptions());
  }

  /** Stops the checks for changes. */
  public Future<Void> stop() {
    return watch.map(RepeatingTask::stop).orElse(Future.succeededFuture());
  }
}
