package dev.flightwatch.datacollector.users;

import static java.util.Objects.requireNonNull;

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

/** CheckUser over the channel, which retries as its service config says. */
public final class GrpcUserClient implements UserClient {
  private final GrpcChannel channel;
  private final String clientId;

  /**
   * @param clientId names this process in the ids of its requests
   */
  public GrpcUserClient(GrpcChannel channel, String clientId) {
    this.channel = requireNonNull(channel);
    this.clientId = requireNonNull(clientId);
  }

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
        .map(GrpcUserClient::existence)
        .recover(failure -> Future.failedFuture(unknown(failure)));
  }

  private static UserStatus existence(CheckUserResponse response) {
    if (!response.getExists()) {
      return UserStatus.ABSENT;
    }
    return new UserStatus(true, Optional.of(response.getUserId()).filter(id -> !id.isEmpty()));
  }

  /** Whatever went wrong, it is not known whether the user exists; it is never "does not". */
  private static ServiceException unknown(Throwable failure) {
    return ServiceException.of(
        ErrorKind.UNAVAILABLE,
        "user_manager_away",
        "The user manager cannot say now whether the user exists.",
        failure);
  }
}
