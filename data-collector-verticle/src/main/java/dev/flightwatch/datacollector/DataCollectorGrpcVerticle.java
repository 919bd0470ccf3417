package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.GRPC_PORT;
import static dev.flightwatch.toolkit.launch.StartSettings.BIND_ADDRESS;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.grpc.DeleteDataGrpcService;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.ListInterests;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.grpc.GrpcApiServer;
import dev.flightwatch.toolkit.grpc.GrpcApiServerOptions;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.launch.PortVariable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** The gRPC door. Asks the owner of the interests over the bus, and may have many instances. */
public final class DataCollectorGrpcVerticle extends VerticleBase {
  private static final String NAME = "data-collector grpc";
  private static final ListInterests NOBODY = new ListInterests("nobody@health.invalid");

  private Config config;
  private GrpcApiServer door;

  @Override
  public Future<?> start() {
    config = DataCollectorSettings.load(config());
    GrpcApiServerOptions options =
        GrpcSettings.serverOptions(config, NAME, config.get(BIND_ADDRESS), config.get(GRPC_PORT));
    Bus bus = Bus.of(vertx);
    DeleteDataGrpcService service =
        new DeleteDataGrpcService(bus, GrpcSettings.deduplication(vertx, config, NAME));
    return GrpcApiServer.open(
            vertx,
            options,
            List.of(service.unary()),
            () -> bus.request(InterestMessages.LIST, NOBODY))
        .onSuccess(opened -> door = opened)
        .recover(PortVariable.named(GRPC_PORT));
  }

  @Override
  public Future<?> stop() {
    return door.close(config.get(GrpcSettings.DRAIN_SECONDS));
  }
}
