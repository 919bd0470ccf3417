package dev.flightwatch.usermanager;

import static dev.flightwatch.usermanager.config.UserManagerSettings.GRPC_PORT;
import static java.util.stream.Collectors.toMap;

import dev.flightwatch.toolkit.bus.BatchLoader;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.grpc.GrpcApiServer;
import dev.flightwatch.toolkit.grpc.GrpcApiServerOptions;
import dev.flightwatch.toolkit.grpc.GrpcSettings;
import dev.flightwatch.toolkit.service.ServerVerticle;
import dev.flightwatch.toolkit.text.EmailAddress;
import dev.flightwatch.usermanager.config.UserManagerSettings;
import dev.flightwatch.usermanager.grpc.CheckTokenGrpcService;
import dev.flightwatch.usermanager.grpc.CheckUserGrpcService;
import dev.flightwatch.usermanager.users.UserMessages;
import dev.flightwatch.usermanager.users.UserMessages.CheckUsers;
import dev.flightwatch.usermanager.users.UserMessages.ExistingUser;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The gRPC API of the user manager. It can be deployed with any number of instances. */
public final class UserManagerGrpcVerticle extends ServerVerticle {
  private static final String SERVER = "user-manager grpc";
  private static final CheckUsers HEALTH_CHECK =
      new CheckUsers(Set.of(new EmailAddress("nobody@health.invalid")));

  /** One batch is sent while the reply to the other is under way. */
  private static final int CONCURRENT_BATCHES = 2;

  @Override
  public Future<?> start() {
    Config config = UserManagerSettings.load(config());
    Bus bus = Bus.of(vertx);
    CheckUserGrpcService service =
        new CheckUserGrpcService(
            new BatchLoader<>(vertx, CONCURRENT_BATCHES, emails -> findIds(bus, emails)),
            emails -> findIds(bus, emails),
            GrpcSettings.deduplication(vertx, config, SERVER));
    GrpcApiServerOptions options =
        GrpcSettings.serverOptions(config, SERVER, config.get(GRPC_PORT));
    return serve(
        GrpcApiServer.open(
            vertx,
            options,
            List.of(service.with(new CheckTokenGrpcService(TokenChecksOnBus.batched(vertx)))),
            () -> bus.request(UserMessages.CHECK, HEALTH_CHECK)),
        GrpcSettings.BIND_ADDRESS,
        GRPC_PORT,
        server -> server.close(config.get(GrpcSettings.DRAIN_SECONDS)));
  }

  private static Future<Map<EmailAddress, UUID>> findIds(Bus bus, Set<EmailAddress> emails) {
    return bus.request(UserMessages.CHECK, new CheckUsers(emails))
        .map(
            checked ->
                checked.users().stream().collect(toMap(ExistingUser::email, ExistingUser::id)));
  }
}
