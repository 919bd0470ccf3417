package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.GRPC_PORT;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.grpc.DeleteDataGrpcService;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.datacollector.interests.InterestMessages.ListInterests;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.grpc.GrpcApiServer;
import dev.flightwatch.toolkit.grpc.GrpcApiServerOptions;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.service.ServerVerticle;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.util.List;

/** The gRPC API of the data collector. It can be deployed with any number of instances. */
public final class DataCollectorGrpcVerticle extends ServerVerticle {
  private static final String NAME = "data-collector grpc";

  /** The health check of the gRPC server runs this query; no user has the address. */
  private static final ListInterests HEALTH_QUERY =
      new ListInterests(new EmailAddress("nobody@health.invalid"));

  @Override
  public Future<?> start() {
    Config config = DataCollectorSettings.load(config());
    GrpcApiServerOptions options = GrpcSettings.serverOptions(config, NAME, config.get(GRPC_PORT));
    Bus bus = Bus.of(vertx);
    DeleteDataGrpcService service =
        new DeleteDataGrpcService(bus, GrpcSettings.deduplication(vertx, config, NAME));
    return serve(
        GrpcApiServer.open(
            vertx,
            options,
            List.of(service.unary()),
            () -> bus.request(InterestMessages.LIST, HEALTH_QUERY)),
        GrpcSettings.BIND_ADDRESS,
        GRPC_PORT,
        server -> server.close(config.get(GrpcSettings.DRAIN_SECONDS)));
  }
}
