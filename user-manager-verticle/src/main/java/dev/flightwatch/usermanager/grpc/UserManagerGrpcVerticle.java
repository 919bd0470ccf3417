package dev.flightwatch.usermanager.grpc;

import static dev.flightwatch.usermanager.config.UserManagerSettings.GRPC_PORT;

import dev.flightwatch.proto.UserManagerGrpcService;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.grpc.GrpcDoor;
import dev.flightwatch.toolkit.grpc.GrpcDoorOptions;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import dev.flightwatch.usermanager.users.CheckUser;
import dev.flightwatch.usermanager.users.UserCommands;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** The gRPC door. Asks the owner of the users over the bus, and may have many instances. */
public final class UserManagerGrpcVerticle extends VerticleBase {
  private static final String DOOR = "user-manager grpc";
  private static final CheckUser NOBODY = new CheckUser("nobody@health.invalid");

  private Config config;
  private GrpcDoor door;

  @Override
  public Future<?> start() {
    config = UserManagerSettings.load(config());
    Bus bus = Bus.of(vertx);
    CheckUserGrpcService service =
        new CheckUserGrpcService(bus, GrpcSettings.deduplication(vertx, config, DOOR));
    GrpcDoorOptions options =
        GrpcSettings.door(
            config, DOOR, config.get(StartSettings.BIND_ADDRESS), config.get(GRPC_PORT));
    return GrpcDoor.open(
            vertx,
            options,
            List.of(UserManagerGrpcService.of(service)),
            () -> bus.ask(UserCommands.CHECK, NOBODY))
        .recover(PortVariable.named(GRPC_PORT))
        .onSuccess(opened -> door = opened);
  }

  @Override
  public Future<?> stop() {
    return door == null
        ? Future.succeededFuture()
        : door.close(config.get(GrpcSettings.DRAIN_SECONDS));
  }
}
