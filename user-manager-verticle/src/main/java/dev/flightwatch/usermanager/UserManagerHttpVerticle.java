package dev.flightwatch.usermanager;

import static dev.flightwatch.usermanager.config.UserManagerSettings.HTTP_PORT;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.openapi.HttpApiServer;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import dev.flightwatch.usermanager.http.UserManagerEndpoints;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The REST API of the user manager. It can be deployed with any number of instances. */
public final class UserManagerHttpVerticle extends VerticleBase {
  private static final String DOCUMENT = "openapi/user-manager.yaml";

  private Config config;
  private HttpListener server;

  @Override
  public Future<?> start() {
    config = UserManagerSettings.load(config());
    Bus bus = Bus.of(vertx);
    return HttpApiServer.open(vertx, options(), DOCUMENT, UserManagerEndpoints.all(bus))
        .recover(PortVariable.named(HTTP_PORT))
        .onSuccess(opened -> server = opened);
  }

  private HttpListenerOptions options() {
    return HttpSettings.listener(
        config, "user-manager http", config.get(StartSettings.BIND_ADDRESS), config.get(HTTP_PORT));
  }

  @Override
  public Future<?> stop() {
    return server == null
        ? Future.succeededFuture()
        : server.close(config.get(HttpSettings.DRAIN_SECONDS));
  }
}
