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

/** The TLS of one listener: which it speaks, or does not. */
public final class ServerTls {
  private static final Logger log = LoggerFactory.getLogger(ServerTls.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final String door;
  private final Optional<TlsFiles> files;
  private final Optional<TlsCredentials> first;
  private Optional<RepeatingTask> watch = Optional.empty();

  private ServerTls(
      Vertx vertx, String door, Optional<TlsFiles> files, Optional<TlsCredentials> first) {
    this.vertx = vertx;
    this.door = door;
    this.files = files;
    this.first = first;
  }

  /**
   * Reads the files that a door is to speak TLS with; fails as {@link TlsFiles#read} does.
   *
   * @param files empty: the door speaks plain
   */
  public static Future<ServerTls> read(Vertx vertx, String door, Optional<TlsFiles> files) {
    return files
        .map(named -> named.read(vertx).map(Optional::of))
        .orElse(Future.succeededFuture(Optional.empty()))
        .map(first -> new ServerTls(vertx, door, files, first));
  }

  /** A server with these options, which complains of callers that fail to speak TLS. */
  public HttpServer server(HttpServerOptions options) {
    first.ifPresent(read -> read.on(options).setClientAuth(read.clientAuth()));
    HttpServer server = vertx.createHttpServer(options);
    return first.isEmpty() ? server : server.exceptionHandler(this::failed);
  }

  /** One line a minute at most: whoever can reach the port can make it. */
  private void failed(Throwable failure) {
    Optional<String> reason = TlsFailure.in(failure);
    LocalMap<String, Boolean> quiet = vertx.sharedData().getLocalMap(ServerTls.class.getName());
    if (reason.isPresent() && quiet.putIfAbsent(door, true) == null) {
      vertx.setTimer(QUIET.toMillis(), id -> quiet.remove(door));
      log.warn("{} did not take a caller, as TLS failed: {}", door, reason.get());
    }
  }

  /** Gives a server that listens the files' new content when they change. */
  public void watch(HttpServer server) {
    watch =
        files.flatMap(
            named ->
                first.map(
                    read ->
                        TlsWatch.start(
                            vertx,
                            door,
                            named,
                            read,
                            next -> server.updateSSLOptions(next.forServer()))));
  }

  /** Looks at the files no more. */
  public Future<Void> stop() {
    return watch.map(RepeatingTask::stop).orElse(Future.succeededFuture());
  }
}
