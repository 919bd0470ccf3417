package dev.flightwatch.usermanager.grpc;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.UserManagerGrpcService;
import dev.flightwatch.toolkit.bus.BatchLoader;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.Deduplication;
import dev.flightwatch.toolkit.grpc.GrpcErrors;
import dev.flightwatch.toolkit.grpc.RequestKey;
import dev.flightwatch.toolkit.grpc.UnaryService;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * CheckUser: exists, does not exist, or UNAVAILABLE. A repeated request gets the first answer;
 * UNAVAILABLE is a failure, and so is never recorded.
 */
public final class CheckUserGrpcService {
  private final BatchLoader<String, String> emailToId;
  private final Deduplication deduplication;

  public CheckUserGrpcService(BatchLoader<String, String> emailToId, Deduplication deduplication) {
    this.emailToId = requireNonNull(emailToId);
    this.deduplication = requireNonNull(deduplication);
  }

  /** Returns the service as a gRPC server takes it. */
  public UnaryService unary() {
    return UnaryService.of(UserManagerGrpcService.SERVICE_DESCRIPTOR)
        .with(UserManagerGrpcService.CheckUser, this::checkUser);
  }

  public Future<CheckUserResponse> checkUser(CheckUserRequest request) {
    String email = request.getEmail();
    if (email.isBlank() || email.strip().length() > EmailAddress.MAX_LENGTH) {
      return GrpcErrors.asStatus(
          ServiceException.invalid("email", "must be text of 1 to 255 characters"));
    }
    RequestKey key =
        new RequestKey("CheckUser", request.getClientId(), request.getMessageId(), email);
    return deduplication
        .once(
            key,
            CheckUserResponse.parser(),
            () -> emailToId.load(email).map(CheckUserGrpcService::answer))
        .recover(GrpcErrors::asStatus);
  }

  private static CheckUserResponse answer(Optional<String> id) {
    return id.map(known -> CheckUserResponse.newBuilder().setExists(true).setUserId(known).build())
        .orElseGet(CheckUserResponse::getDefaultInstance);
  }
}
