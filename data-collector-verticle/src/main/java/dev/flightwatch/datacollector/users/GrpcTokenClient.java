package dev.flightwatch.datacollector.users;

import com.google.protobuf.ByteString;
import dev.flightwatch.proto.CheckTokenRequest;
import dev.flightwatch.proto.CheckTokenResponse;
import dev.flightwatch.proto.UserManagerGrpcClient;
import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.auth.TokenCheck;
import dev.flightwatch.toolkit.auth.TokenCheck.CheckToken;
import dev.flightwatch.toolkit.auth.TokenCheck.TokenChecked;
import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.auth.TokenIntrospection;
import dev.flightwatch.toolkit.bus.Command;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.GrpcChannel;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Calls CheckToken over gRPC; the channel retries according to its service config. */
public record GrpcTokenClient(GrpcChannel channel) implements TokenIntrospection {
  /** The command by which the API layer asks. */
  public static final Command<CheckToken, TokenChecked> COMMAND =
      TokenCheck.command("data-collector");

  @Override
  public Future<Optional<Identity>> introspect(TokenHash token) {
    CheckTokenRequest request =
        CheckTokenRequest.newBuilder().setTokenSha256(ByteString.copyFrom(token.bytes())).build();
    return channel
        .call(UserManagerGrpcClient.CheckToken, request)
        .map(response -> identity(response, token))
        .recover(failure -> Future.failedFuture(unknown(failure)));
  }

  private static Optional<Identity> identity(CheckTokenResponse response, TokenHash token) {
    return response.getActive()
        ? Optional.of(
            new Identity(
                UUID.fromString(response.getUserId()),
                new EmailAddress(response.getEmail()),
                Set.copyOf(response.getScopesList()),
                Instant.ofEpochSecond(response.getExpiresAt()),
                token))
        : Optional.empty();
  }

  /** After any failure the token is neither valid nor invalid. */
  private static ServiceException unknown(Throwable failure) {
    boolean isOutdated = ServiceException.from(failure).kind() == ErrorKind.METHOD_NOT_ALLOWED;
    return ServiceException.of(
        ErrorKind.UNAVAILABLE,
        isOutdated ? "user_manager_outdated" : "user_manager_away",
        isOutdated
            ? "The user manager is a previous version that knows no tokens; try again when it has"
                + " been upgraded."
            : "The user manager is unavailable; whether the token is valid is unknown. Try again"
                + " later.",
        failure);
  }
}
