package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.limit.ClientNetwork;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The limits on each client of a server. */
final class Clients {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Runnable NOT_COUNTED = () -> {};

  private final ClientNetworks networks;
  private final ClientLimits limits;
  private final Clock clock;
  private final OpenPerClient connections;
  private final OpenPerClient eventStreams;
  private final OpenPerClient streams;

  Clients(Vertx vertx, HttpListenerOptions options, Clock clock) {
    networks = options.clients();
    limits = options.limits().perClient();
    this.clock = clock;
    connections = OpenPerClient.of(vertx, options.name(), "connections");
    eventStreams = OpenPerClient.of(vertx, options.name(), "event streams");
    streams = OpenPerClient.of(vertx, options.name(), "streamed responses");
  }

  /**
   * Counts a connection.
   *
   * @return what to run when it has closed; empty when its client has too many
   */
  Optional<Runnable> connected(HttpConnection connection) {
    return networks
        .ofPeer(connection)
        .map(client -> open(connections, client, limits.connections()))
        .orElse(Optional.of(NOT_COUNTED));
  }

  /** Returns whether a connection is a trusted proxy's. */
  boolean isProxied(HttpServerRequest request) {
    return networks.isProxied(request);
  }

  /**
   * Counts an event stream.
   *
   * @return what to run when it has ended; fails with LIMITED when its client has too many
   */
  Future<Runnable> openEventStream(HttpServerRequest request) {
    return open(eventStreams, new ClientNetwork(networks.of(request)), limits.eventStreams())
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                tooMany(
                    "too_many_streams",
                    "This client has too many streams open; close others first."));
  }

  /**
   * Counts a streamed response.
   *
   * @return what to run when it has ended; fails with LIMITED when its client has too many
   */
  Future<Runnable> openStream(HttpServerRequest request) {
    return open(streams, new ClientNetwork(networks.of(request)), limits.streams())
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                tooMany(
                    "too_many_exports",
                    "This client has too many exports under way; wait until one has ended."));
  }

  private static Future<Runnable> tooMany(String code, String detail) {
    return Future.failedFuture(ServiceException.limited(code, detail, RETRY_AFTER));
  }

  private Optional<Runnable> open(OpenPerClient counted, ClientNetwork client, int max) {
    return counted.tryOpen(client, max, clock)
        ? Optional.of(() -> counted.closed(client))
        : Optional.empty();
  }
}
