package dev.flightwatch.datacollector.users;

import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.UserManagerGrpcClient;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.GrpcChannel;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/**
 * Calls CheckUser over gRPC; the channel retries according to its service config.
 *
 * @param clientId identifies this process in its requests
 */
public record GrpcUserClient(GrpcChannel channel, String clientId) implements UserClient {
  @Override
  public Future<UserStatus> check(EmailAddress email) {
    CheckUserRequest request =
        CheckUserRequest.newBuilder()
            .setClientId(clientId)
            .setMessageId(UUID.randomUUID().toString())
            .setEmail(email.value())
            .build();
    return channel
        .call(UserManagerGrpcClient.CheckUser, request)
        .map(GrpcUserClient::status)
        .recover(failure -> Future.failedFuture(unknown(failure)));
  }

  private static UserStatus status(CheckUserResponse response) {
    Optional<String> id = Optional.of(response.getUserId()).filter(text -> !text.isEmpty());
    return response.getExists() ? new UserStatus(true, id) : UserStatus.ABSENT;
  }

  /** After any failure the status is unknown, and never "does not exist". */
  private static ServiceException unknown(Throwable failure) {
    return ServiceException.of(
        ErrorKind.UNAVAILABLE,
        "user_manager_away",
        "The user manager is unavailable; whether the user exists is unknown. Try again later.",
        failure);
  }
}
