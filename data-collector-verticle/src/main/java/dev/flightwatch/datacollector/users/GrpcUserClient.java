package dev.flightwatch.datacollector.users;

import static java.util.stream.Collectors.toMap;

import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.CheckUsersRequest;
import dev.flightwatch.proto.UserManagerGrpcClient;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.GrpcChannel;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Calls CheckUser and CheckUsers over gRPC; the channel retries according to its service config. A
 * user manager of a previous version, without CheckUsers, is asked one by one.
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

  @Override
  public Future<Map<EmailAddress, UserStatus>> checkAll(List<EmailAddress> emails) {
    CheckUsersRequest request =
        CheckUsersRequest.newBuilder()
            .setClientId(clientId)
            .setMessageId(UUID.randomUUID().toString())
            .addAllEmails(emails.stream().map(EmailAddress::value).toList())
            .build();
    return channel
        .call(UserManagerGrpcClient.CheckUsers, request)
        .map(response -> statuses(emails, response.getUsersList()))
        .recover(
            failure ->
                ServiceException.from(failure).kind() == ErrorKind.METHOD_NOT_ALLOWED
                    ? UserClient.super.checkAll(emails)
                    : Future.succeededFuture(Map.of()));
  }

  /** A response of another length belongs to no known version; all are unknown. */
  private static Map<EmailAddress, UserStatus> statuses(
      List<EmailAddress> emails, List<CheckUserResponse> users) {
    return users.size() != emails.size()
        ? Map.of()
        : IntStream.range(0, emails.size())
            .boxed()
            .collect(toMap(emails::get, i -> status(users.get(i)), (one, other) -> one));
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
