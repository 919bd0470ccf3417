package dev.flightwatch.datacollector;

import dev.flightwatch.datacollector.http.DataCollectorEndpoints;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.http.HttpDoor;
import dev.flightwatch.toolkit.http.HttpDoorOptions;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.launch.PortVariable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The HTTP door of the data collector: listens, and asks the owners over the bus. */
public final class HttpDoorVerticle extends VerticleBase {
  private Config config;
  private HttpDoor door;

  @Override
  public Future<?> start() {
    config = DataCollectorSettings.load(config());
    HttpDoorOptions options =
        new HttpDoorOptions(
            "data-collector http",
            config.get(DataCollectorSettings.BIND_ADDRESS),
            config.get(DataCollectorSettings.HTTP_PORT),
            new HttpLimits(
                config.get(DataCollectorSettings.HTTP_BODY_BYTES),
                config.get(DataCollectorSettings.HTTP_REQUEST_SECONDS),
                config.get(DataCollectorSettings.HTTP_MAX_IN_FLIGHT),
                config.get(DataCollectorSettings.HTTP_MAX_CONNECTIONS)));
    return HttpDoor.open(
            vertx,
            options,
            DataCollectorEndpoints.CONTRACT,
            DataCollectorEndpoints.all(Bus.of(vertx)))
        .onSuccess(opened -> door = opened)
        .recover(PortVariable.named(DataCollectorSettings.HTTP_PORT));
  }

  @Override
  public Future<?> stop() {
    return door.close(config.get(DataCollectorSettings.HTTP_DRAIN_SECONDS));
  }
}
