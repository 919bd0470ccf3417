package dev.flightwatch.usermanager.grpc;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.UserManagerService;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.grpc.Deduplication;
import dev.flightwatch.toolkit.grpc.GrpcErrors;
import dev.flightwatch.toolkit.grpc.RequestKey;
import dev.flightwatch.usermanager.users.CheckUser;
import dev.flightwatch.usermanager.users.UserChecked;
import dev.flightwatch.usermanager.users.UserCommands;
import io.vertx.core.Future;

/**
 * CheckUser: exists, does not exist, or UNAVAILABLE. A repeated request gets the first answer;
 * UNAVAILABLE is a failure, and so is never recorded.
 */
final class CheckUserGrpcService extends UserManagerService {
  private final Bus bus;
  private final Deduplication deduplication;

  CheckUserGrpcService(Bus bus, Deduplication deduplication) {
    this.bus = requireNonNull(bus);
    this.deduplication = requireNonNull(deduplication);
  }

  @Override
  public Future<CheckUserResponse> checkUser(CheckUserRequest request) {
    RequestKey key =
        new RequestKey(
            "CheckUser", request.getClientId(), request.getMessageId(), request.getEmail());
    return deduplication
        .once(key, CheckUserResponse.parser(), () -> ask(request))
        .recover(GrpcErrors::asStatus);
  }

  private Future<CheckUserResponse> ask(CheckUserRequest request) {
    return bus.ask(UserCommands.CHECK, new CheckUser(request.getEmail()))
        .map(CheckUserGrpcService::toProto);
  }

  private static CheckUserResponse toProto(UserChecked checked) {
    return CheckUserResponse.newBuilder()
        .setExists(checked.exists())
        .setUserId(checked.userId())
        .build();
  }
}
