package dev.flightwatch.usermanager;

import static dev.flightwatch.usermanager.config.UserManagerSettings.HTTP_PORT;

import dev.flightwatch.toolkit.auth.Authentication;
import dev.flightwatch.toolkit.auth.PublicUrl;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.openapi.HttpApiServer;
import dev.flightwatch.toolkit.service.ServerVerticle;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import dev.flightwatch.usermanager.http.UserManagerEndpoints;
import io.vertx.core.Future;

/** The REST API of the user manager. It can be deployed with any number of instances. */
public final class UserManagerHttpVerticle extends ServerVerticle {
  private static final String DOCUMENT = "openapi/user-manager.yaml";

  @Override
  public Future<?> start() {
    Config config = UserManagerSettings.load(config());
    HttpListenerOptions options =
        HttpSettings.api(
            vertx,
            config,
            "user-manager http",
            config.get(StartSettings.BIND_ADDRESS),
            config.get(HTTP_PORT));
    PublicUrl publicUrl = PublicUrl.of(config.get(HttpSettings.PUBLIC_URL));
    return serve(
        HttpApiServer.open(
            vertx,
            options,
            DOCUMENT,
            UserManagerEndpoints.all(Bus.of(vertx), publicUrl),
            new Authentication(TokenChecksOnBus.batched(vertx), publicUrl, false)),
        HTTP_PORT,
        server -> HttpSettings.stop(config, server, () -> {}));
  }
}
