package dev.flightwatch.usermanager.grpc;

import static dev.flightwatch.usermanager.config.UserManagerSettings.BIND_ADDRESS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.DEDUPLICATION_SIZE;
import static dev.flightwatch.usermanager.config.UserManagerSettings.DEDUPLICATION_TTL_SECONDS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.GRPC_DRAIN_SECONDS;
import static dev.flightwatch.usermanager.config.UserManagerSettings.GRPC_IN_FLIGHT;
import static dev.flightwatch.usermanager.config.UserManagerSettings.GRPC_MESSAGE_BYTES;
import static dev.flightwatch.usermanager.config.UserManagerSettings.GRPC_PORT;

import dev.flightwatch.proto.UserManagerGrpcService;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.grpc.Deduplication;
import dev.flightwatch.toolkit.grpc.GrpcDoor;
import dev.flightwatch.toolkit.grpc.GrpcDoorOptions;
import dev.flightwatch.toolkit.idempotency.IdempotencyStore;
import dev.flightwatch.toolkit.idempotency.MemoryIdempotencyStore;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.List;

/** The gRPC door. Asks the owner of the users over the bus, and may have many instances. */
public final class UserManagerGrpcVerticle extends VerticleBase {
  private static final String DOOR = "user-manager grpc";

  private Config config;
  private GrpcDoor door;

  @Override
  public Future<?> start() {
    config = UserManagerSettings.load(config());
    Deduplication deduplication = Deduplication.shared(vertx, DOOR, this::answers);
    CheckUserGrpcService service = new CheckUserGrpcService(Bus.of(vertx), deduplication);
    return GrpcDoor.open(vertx, options(), List.of(UserManagerGrpcService.of(service)))
        .onSuccess(opened -> door = opened);
  }

  private IdempotencyStore answers() {
    return new MemoryIdempotencyStore(
        config.get(DEDUPLICATION_TTL_SECONDS), config.get(DEDUPLICATION_SIZE), Clock.systemUTC());
  }

  private GrpcDoorOptions options() {
    return GrpcDoorOptions.of(DOOR, config.get(BIND_ADDRESS), config.get(GRPC_PORT))
        .withMaxMessageBytes(config.get(GRPC_MESSAGE_BYTES))
        .withMaxCallsInFlight(config.get(GRPC_IN_FLIGHT));
  }

  @Override
  public Future<?> stop() {
    return door == null ? Future.succeededFuture() : door.close(config.get(GRPC_DRAIN_SECONDS));
  }
}
