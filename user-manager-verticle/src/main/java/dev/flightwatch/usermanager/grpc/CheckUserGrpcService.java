package dev.flightwatch.usermanager.grpc;

import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.UserManagerGrpcService;
import dev.flightwatch.toolkit.bus.BatchLoader;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.Deduplication;
import dev.flightwatch.toolkit.grpc.RequestKey;
import dev.flightwatch.toolkit.grpc.UnaryMethod;
import dev.flightwatch.toolkit.grpc.UnaryService;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code UserManager.CheckUser}: the user exists, does not exist, or {@code UNAVAILABLE}. A repeat
 * gets the first response. {@code UNAVAILABLE} is a failure, so it is never recorded.
 */
public record CheckUserGrpcService(
    BatchLoader<EmailAddress, UUID> emailToId, Deduplication deduplication) {
  /** Returns the service as a gRPC server takes it. */
  public UnaryService unary() {
    return new UnaryService(
        UserManagerGrpcService.SERVICE_DESCRIPTOR,
        List.of(new UnaryMethod<>(UserManagerGrpcService.CheckUser, this::checkUser)));
  }

  public Future<CheckUserResponse> checkUser(CheckUserRequest request) {
    String text = request.getEmail();
    if (text.isBlank() || text.strip().length() > EmailAddress.MAX_LENGTH) {
      return Future.failedFuture(
          ServiceException.invalid("email", "must be text of 1 to 255 characters"));
    }
    RequestKey key =
        new RequestKey("CheckUser", request.getClientId(), request.getMessageId(), text);
    return deduplication.once(
        key, CheckUserResponse.parser(), () -> findId(text).map(CheckUserGrpcService::response));
  }

  /** A text that is no e-mail address belongs to no user. */
  private Future<Optional<UUID>> findId(String text) {
    return EmailAddress.parse(text)
        .map(emailToId::load)
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private static CheckUserResponse response(Optional<UUID> userId) {
    return userId
        .map(id -> CheckUserResponse.newBuilder().setExists(true).setUserId(id.toString()).build())
        .orElseGet(CheckUserResponse::getDefaultInstance);
  }
}
