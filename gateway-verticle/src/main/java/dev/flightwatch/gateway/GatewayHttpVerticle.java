package dev.flightwatch.gateway;

import static dev.flightwatch.gateway.config.GatewaySettings.CLIENT_REQUESTS;
import static dev.flightwatch.gateway.config.GatewaySettings.DATA_COLLECTOR_HTTP;
import static dev.flightwatch.gateway.config.GatewaySettings.HTTP_PORT;
import static dev.flightwatch.gateway.config.GatewaySettings.MAP_TILES_ATTRIBUTION;
import static dev.flightwatch.gateway.config.GatewaySettings.MAP_TILES_URL;
import static dev.flightwatch.gateway.config.GatewaySettings.USER_MANAGER_HTTP;

import dev.flightwatch.gateway.config.GatewaySettings;
import dev.flightwatch.gateway.proxy.UpstreamOptions;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.service.ServerVerticle;
import dev.flightwatch.toolkit.tls.TlsSettings;
import io.vertx.core.Future;

/** The server of the gateway. It can be deployed with any number of instances. */
public final class GatewayHttpVerticle extends ServerVerticle {
  @Override
  public Future<?> start() {
    Config config = GatewaySettings.load(config());
    GatewayOptions options =
        new GatewayOptions(
            HttpSettings.listener(
                vertx,
                config,
                "gateway http",
                config.get(StartSettings.BIND_ADDRESS),
                config.get(HTTP_PORT)),
            config.get(USER_MANAGER_HTTP),
            config.get(DATA_COLLECTOR_HTTP),
            TlsSettings.httpClient(config),
            config.get(CLIENT_REQUESTS),
            config
                .get(MAP_TILES_URL)
                .map(template -> new MapTiles(template, config.get(MAP_TILES_ATTRIBUTION))),
            UpstreamOptions.STANDARD);
    return serve(Gateway.open(vertx, options), HTTP_PORT, gateway -> gateway.stop(config));
  }
}
