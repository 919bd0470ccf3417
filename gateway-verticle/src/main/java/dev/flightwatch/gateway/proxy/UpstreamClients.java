package dev.flightwatch.gateway.proxy;

import dev.flightwatch.toolkit.http.ProxyConnections;
import dev.flightwatch.toolkit.tls.TlsCredentials;
import dev.flightwatch.toolkit.tls.TlsFiles;
import dev.flightwatch.toolkit.tls.TlsWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.Optional;

/**
 * The HTTP clients of one instance of the gateway's server. Streams have a pool of their own,
 * because they never return their connections.
 *
 * @param requests for requests that end soon
 * @param streams for Server-Sent Events
 */
public record UpstreamClients(HttpClientAgent requests, HttpClientAgent streams) {
  /** Shorter than the time after which the services close an idle connection. */
  private static final int KEEP_ALIVE_SECONDS = 20;

  /**
   * Creates the clients, which Vert.x closes with the calling verticle. Fails as {@link
   * TlsFiles#read} does.
   *
   * @param tls the CA of the services; empty for plain text
   */
  public static Future<UpstreamClients> open(
      Vertx vertx, UpstreamOptions options, Optional<TlsFiles> tls) {
    if (tls.isEmpty()) {
      return Future.succeededFuture(create(vertx, options, http(options)));
    }
    TlsFiles files = tls.get();
    return files
        .read(vertx)
        .map(
            read -> {
              UpstreamClients clients = create(vertx, options, read.applyTo(http(options)));
              TlsWatch.start(vertx, "calls to the services", files, read, clients::apply);
              return clients;
            });
  }

  private static HttpClientOptions http(UpstreamOptions options) {
    return new HttpClientOptions()
        .setConnectTimeout((int) options.connectTimeout().toMillis())
        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
        .setDecompressionSupported(false);
  }

  private static UpstreamClients create(
      Vertx vertx, UpstreamOptions options, HttpClientOptions http) {
    return new UpstreamClients(
        client(vertx, http, pool(options.connections(), options.queue())),
        client(vertx, http, pool(options.streams(), 0)));
  }

  private static HttpClientAgent client(Vertx vertx, HttpClientOptions http, PoolOptions pool) {
    return vertx
        .httpClientBuilder()
        .with(http)
        .with(pool)
        .withConnectHandler(ProxyConnections.of(vertx)::opened)
        .build();
  }

  private static PoolOptions pool(int connections, int queue) {
    return new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(queue);
  }

  private Future<?> apply(TlsCredentials credentials) {
    var ssl = credentials.applyTo(new HttpClientOptions()).getSslOptions();
    return Future.all(requests.updateSSLOptions(ssl), streams.updateSSLOptions(ssl));
  }
}
