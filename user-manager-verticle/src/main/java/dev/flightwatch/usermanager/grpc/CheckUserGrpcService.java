package dev.flightwatch.usermanager.grpc;

import static java.util.stream.Collectors.toSet;

import dev.flightwatch.proto.CheckUserRequest;
import dev.flightwatch.proto.CheckUserResponse;
import dev.flightwatch.proto.CheckUsersRequest;
import dev.flightwatch.proto.CheckUsersResponse;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * {@code UserManager.CheckUser} and {@code CheckUsers}: a user exists, does not exist, or {@code
 * UNAVAILABLE}. A repeat gets the first response. {@code UNAVAILABLE} is a failure, so it is never
 * recorded.
 *
 * @param emailToId finds one user; concurrent calls share a query
 * @param emailsToIds finds several users by one query
 */
public record CheckUserGrpcService(
    BatchLoader<EmailAddress, UUID> emailToId,
    Function<Set<EmailAddress>, Future<Map<EmailAddress, UUID>>> emailsToIds,
    Deduplication deduplication) {
  /** Maximum number of addresses in one call of {@code CheckUsers}. */
  static final int MAX_EMAILS = 200;

  /** Returns the service, with a further method, as a gRPC server takes it. */
  public UnaryService with(CheckTokenGrpcService tokens) {
    return new UnaryService(
        UserManagerGrpcService.SERVICE_DESCRIPTOR,
        List.of(
            new UnaryMethod<>(UserManagerGrpcService.CheckUser, this::checkUser),
            new UnaryMethod<>(UserManagerGrpcService.CheckUsers, this::checkUsers),
            tokens.method()));
  }

  public Future<CheckUserResponse> checkUser(CheckUserRequest request) {
    String text = request.getEmail();
    if (!isText(text)) {
      return Future.failedFuture(
          ServiceException.invalid("email", "must be text of 1 to 255 characters"));
    }
    RequestKey key =
        new RequestKey("CheckUser", request.getClientId(), request.getMessageId(), text);
    return deduplication.once(
        key, CheckUserResponse.parser(), () -> findId(text).map(CheckUserGrpcService::response));
  }

  private static boolean isText(String text) {
    return !text.isBlank() && text.strip().length() <= EmailAddress.MAX_LENGTH;
  }

  public Future<CheckUsersResponse> checkUsers(CheckUsersRequest request) {
    List<String> texts = request.getEmailsList();
    if (texts.size() > MAX_EMAILS || !texts.stream().allMatch(CheckUserGrpcService::isText)) {
      return Future.failedFuture(
          ServiceException.invalid(
              "emails", "must be at most " + MAX_EMAILS + " texts of 1 to 255 characters"));
    }
    RequestKey key =
        new RequestKey(
            "CheckUsers", request.getClientId(), request.getMessageId(), String.join("\n", texts));
    return deduplication.once(key, CheckUsersResponse.parser(), () -> findIds(texts));
  }

  private Future<CheckUsersResponse> findIds(List<String> texts) {
    List<Optional<EmailAddress>> emails = texts.stream().map(EmailAddress::parse).toList();
    Set<EmailAddress> distinct = emails.stream().flatMap(Optional::stream).collect(toSet());
    return (distinct.isEmpty()
            ? Future.succeededFuture(Map.<EmailAddress, UUID>of())
            : emailsToIds.apply(distinct))
        .map(
            ids ->
                CheckUsersResponse.newBuilder()
                    .addAllUsers(
                        emails.stream()
                            .map(
                                email ->
                                    response(email.flatMap(e -> Optional.ofNullable(ids.get(e)))))
                            .toList())
                    .build());
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
