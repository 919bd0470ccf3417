package dev.flightwatch.gateway;

import dev.flightwatch.gateway.proxy.ClientRates;
import dev.flightwatch.gateway.proxy.Forwarding;
import dev.flightwatch.gateway.proxy.RequestTarget;
import dev.flightwatch.gateway.proxy.Upstream;
import dev.flightwatch.gateway.proxy.UpstreamClients;
import dev.flightwatch.gateway.proxy.UpstreamProxy;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.http.StaticFiles;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.tracing.TracingPolicy;
import java.util.Map;
import java.util.Set;

/**
 * One open instance of the gateway's server, on the event loop that opened it.
 *
 * @param listener the side of the clients
 * @param streams forwards the streams
 */
record Gateway(HttpListener listener, UpstreamProxy streams) {
  /** The OpenAPI documents, whose relative server is the API of the gateway. */
  private static final Set<String> DOCUMENTS = Set.of("/user-manager.yaml", "/data-collector.yaml");

  static Future<Gateway> open(Vertx vertx, GatewayOptions options) {
    return Future.all(
            GatewayPages.files(vertx, options.mapTiles()),
            UpstreamClients.open(vertx, options.upstream(), options.tls()))
        .compose(parts -> open(vertx, options, parts.resultAt(0), parts.resultAt(1)));
  }

  private static Future<Gateway> open(
      Vertx vertx, GatewayOptions options, StaticFiles pages, UpstreamClients clients) {
    HttpListener listener = new HttpListener(vertx, options.listener(), TracingPolicy.ALWAYS);
    Forwarding forwarding =
        new Forwarding(
            listener.writer(), options.listener().clients(), Meters.of(vertx), options.upstream());
    Upstream users = new Upstream("user_manager", options.userManager());
    Upstream flights = new Upstream("data_collector", options.dataCollector());
    UpstreamProxy streams = forwarding.to(flights, clients.streams(), Gateway::atService);
    GatewayRoutes routes =
        new GatewayRoutes(
            listener.writer(),
            ClientRates.of(vertx, options.listener().clients(), options.clientRequests()),
            pages,
            proxies(
                forwarding.to(users, clients.requests(), Gateway::atService),
                forwarding.to(flights, clients.requests(), Gateway::atService),
                streams));
    return listener.listen(routes).map(new Gateway(listener, streams));
  }

  private static Map<String, Handler<HttpServerRequest>> proxies(
      UpstreamProxy users, UpstreamProxy flights, UpstreamProxy streams) {
    return Map.of(
        "users", users,
        "sessions", users,
        "tokens", users,
        "user-manager.yaml", users,
        "interests", flights,
        "flights", flights,
        "airports", flights,
        "data-collector.yaml", flights,
        "stream", streams);
  }

  private static String atService(String uri) {
    String rest = RequestTarget.parse(uri).uri().substring(GatewayRoutes.API.length());
    return DOCUMENTS.contains(rest) ? "/openapi.yaml" : rest;
  }

  /** Closes the server, and first the streams, which would hold the stop until its end. */
  Future<Void> stop(Config config) {
    return HttpSettings.stop(config, listener, streams::end);
  }
}
