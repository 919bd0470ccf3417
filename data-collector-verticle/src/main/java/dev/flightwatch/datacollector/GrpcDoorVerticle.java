package dev.flightwatch.datacollector;

import dev.flightwatch.datacollector.grpc.DeleteDataGrpcService;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.grpc.Deduplication;
import dev.flightwatch.toolkit.grpc.GrpcDoor;
import dev.flightwatch.toolkit.grpc.GrpcDoorOptions;
import dev.flightwatch.toolkit.idempotency.MemoryIdempotencyStore;
import dev.flightwatch.toolkit.launch.PortVariable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.grpc.server.Service;
import java.time.Clock;
import java.util.List;

/** The gRPC door of the data collector: listens, and asks the owners over the bus. */
public final class GrpcDoorVerticle extends VerticleBase {
  private static final String NAME = "data-collector grpc";

  private Config config;
  private GrpcDoor door;

  @Override
  public Future<?> start() {
    config = DataCollectorSettings.load(config());
    GrpcDoorOptions options =
        GrpcDoorOptions.of(
                NAME,
                config.get(DataCollectorSettings.BIND_ADDRESS),
                config.get(DataCollectorSettings.GRPC_PORT))
            .withMaxCallsInFlight(config.get(DataCollectorSettings.GRPC_MAX_IN_FLIGHT));
    Service service = DeleteDataGrpcService.of(Bus.of(vertx), deduplication());
    return GrpcDoor.open(vertx, options, List.of(service))
        .onSuccess(opened -> door = opened)
        .recover(PortVariable.named(DataCollectorSettings.GRPC_PORT));
  }

  private Deduplication deduplication() {
    return Deduplication.shared(
        vertx,
        NAME,
        () ->
            new MemoryIdempotencyStore(
                config.get(DataCollectorSettings.GRPC_RECORD_SECONDS),
                config.get(DataCollectorSettings.GRPC_RECORDS),
                Clock.systemUTC()));
  }

  @Override
  public Future<?> stop() {
    return door.close(config.get(DataCollectorSettings.GRPC_DRAIN_SECONDS));
  }
}
