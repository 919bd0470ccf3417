package dev.flightwatch.gateway;

import static dev.flightwatch.gateway.config.GatewaySettings.CLIENT_REQUESTS;
import static dev.flightwatch.gateway.config.GatewaySettings.DATA_COLLECTOR_HTTP;
import static dev.flightwatch.gateway.config.GatewaySettings.HTTP_PORT;
import static dev.flightwatch.gateway.config.GatewaySettings.USER_MANAGER_HTTP;

import dev.flightwatch.gateway.config.GatewaySettings;
import dev.flightwatch.gateway.proxy.ClientRates;
import dev.flightwatch.gateway.proxy.Forwarding;
import dev.flightwatch.gateway.proxy.RequestTarget;
import dev.flightwatch.gateway.proxy.Upstream;
import dev.flightwatch.gateway.proxy.UpstreamClients;
import dev.flightwatch.gateway.proxy.UpstreamOptions;
import dev.flightwatch.gateway.proxy.UpstreamProxy;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.http.StaticFiles;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.service.ServerVerticle;
import dev.flightwatch.toolkit.tls.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The server of the gateway. It can be deployed with any number of instances. */
public final class GatewayHttpVerticle extends ServerVerticle {
  /** The OpenAPI document of a service has its name here, and the same name at each service. */
  private static final Pattern PREFIX =
      Pattern.compile("^/api(?:/(?:user-manager|data-collector)(?=\\.yaml)|(?=/))");

  private static final UnaryOperator<String> WITHOUT_PREFIX =
      uri -> PREFIX.matcher(RequestTarget.parse(uri).uri()).replaceFirst("");

  private record OpenGateway(HttpListener listener, UpstreamProxy streams) {
    /** Streams end first: they would hold the stop until its end. */
    Future<Void> close(Duration grace) {
      streams.end();
      return listener.close(grace);
    }
  }

  @Override
  public Future<?> start() {
    Config config = GatewaySettings.load(config());
    return serve(
        Future.all(
                GatewayPages.files(vertx),
                UpstreamClients.open(
                    vertx, UpstreamOptions.STANDARD, TlsSettings.httpClient(config)))
            .compose(parts -> open(config, parts.resultAt(0), parts.resultAt(1))),
        HTTP_PORT,
        gateway -> gateway.close(config.get(HttpSettings.DRAIN_SECONDS)));
  }

  private Future<OpenGateway> open(Config config, StaticFiles pages, UpstreamClients clients) {
    HttpListenerOptions options =
        HttpSettings.listener(
            config, "gateway http", config.get(StartSettings.BIND_ADDRESS), config.get(HTTP_PORT));
    HttpListener listener = new HttpListener(vertx, options, TracingPolicy.ALWAYS);
    Forwarding forwarding =
        new Forwarding(
            listener.writer(), options.clients(), Meters.of(vertx), UpstreamOptions.STANDARD);
    Upstream users = new Upstream("user_manager", config.get(USER_MANAGER_HTTP));
    Upstream flights = new Upstream("data_collector", config.get(DATA_COLLECTOR_HTTP));
    UpstreamProxy streams = forwarding.to(flights, clients.streams(), WITHOUT_PREFIX);
    GatewayRoutes routes =
        new GatewayRoutes(
            listener.writer(),
            ClientRates.of(vertx, options.clients(), config.get(CLIENT_REQUESTS)),
            pages,
            proxies(
                forwarding.to(users, clients.requests(), WITHOUT_PREFIX),
                forwarding.to(flights, clients.requests(), WITHOUT_PREFIX),
                streams));
    return listener.listen(routes).map(new OpenGateway(listener, streams));
  }

  private static Map<String, UpstreamProxy> proxies(
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
}
