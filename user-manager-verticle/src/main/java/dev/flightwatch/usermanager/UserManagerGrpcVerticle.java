package dev.flightwatch.usermanager;

import static dev.flightwatch.usermanager.config.UserManagerSettings.GRPC_PORT;

import dev.flightwatch.toolkit.bus.BatchLoader;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.grpc.GrpcApiServer;
import dev.flightwatch.toolkit.grpc.GrpcApiServerOptions;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.toolkit.launch.StartSettings;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import dev.flightwatch.usermanager.grpc.CheckUserGrpcService;
import dev.flightwatch.usermanager.users.CheckUsers;
import dev.flightwatch.usermanager.users.UserMessages;
import dev.flightwatch.usermanager.users.UsersChecked;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The gRPC door. Asks the owner of the users over the bus, and may have many instances. */
public final class UserManagerGrpcVerticle extends VerticleBase {
  private static final String DOOR = "user-manager grpc";
  private static final CheckUsers NOBODY = new CheckUsers(Set.of("nobody@health.invalid"));

  /** While the answer to one comes back, another is on its way. */
  private static final int QUESTIONS_AT_ONCE = 2;

  private Config config;
  private GrpcApiServer door;

  @Override
  public Future<?> start() {
    config = UserManagerSettings.load(config());
    Bus bus = Bus.of(vertx);
    CheckUserGrpcService service =
        new CheckUserGrpcService(
            new BatchLoader<>(vertx, QUESTIONS_AT_ONCE, emails -> check(bus, emails)),
            GrpcSettings.deduplication(vertx, config, DOOR));
    GrpcApiServerOptions options =
        GrpcSettings.door(
            config, DOOR, config.get(StartSettings.BIND_ADDRESS), config.get(GRPC_PORT));
    return GrpcApiServer.open(
            vertx, options, List.of(service.unary()), () -> bus.request(UserMessages.CHECK, NOBODY))
        .recover(PortVariable.named(GRPC_PORT))
        .onSuccess(opened -> door = opened);
  }

  private static Future<Map<String, String>> check(Bus bus, Set<String> emails) {
    return bus.request(UserMessages.CHECK, new CheckUsers(emails)).map(UsersChecked::emailToId);
  }

  @Override
  public Future<?> stop() {
    return door == null
        ? Future.succeededFuture()
        : door.close(config.get(GrpcSettings.DRAIN_SECONDS));
  }
}
