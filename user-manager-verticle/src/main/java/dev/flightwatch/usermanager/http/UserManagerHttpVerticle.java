package dev.flightwatch.usermanager.http;

import static dev.flightwatch.usermanager.config.UserManagerSettings.HTTP_PORT;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.http.HttpDoor;
import dev.flightwatch.toolkit.http.HttpDoorOptions;
import dev.flightwatch.toolkit.http.HttpDoorSettings;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.toolkit.tls.TlsSettings;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** The REST door. Asks the owner of the users over the bus, and may have many instances. */
public final class UserManagerHttpVerticle extends VerticleBase {
  private static final String CONTRACT = "openapi/user-manager.yaml";

  private Config config;
  private HttpDoor door;

  @Override
  public Future<?> start() {
    config = UserManagerSettings.load(config());
    Bus bus = Bus.of(vertx);
    return HttpDoor.open(
            vertx,
            options(),
            CONTRACT,
            List.of(new RegisterUserEndpoint(bus), new DeleteUserEndpoint(bus)))
        .recover(PortVariable.named(HTTP_PORT))
        .onSuccess(opened -> door = opened);
  }

  private HttpDoorOptions options() {
    return new HttpDoorOptions(
            "user-manager http",
            config.get(StartSettings.BIND_ADDRESS),
            config.get(HTTP_PORT),
            HttpDoorSettings.limits(config),
            TlsSettings.http(config))
        .withOrigins(config.get(HttpDoorSettings.CORS_ORIGINS));
  }

  @Override
  public Future<?> stop() {
    return door == null
        ? Future.succeededFuture()
        : door.close(config.get(HttpDoorSettings.DRAIN_SECONDS));
  }
}
