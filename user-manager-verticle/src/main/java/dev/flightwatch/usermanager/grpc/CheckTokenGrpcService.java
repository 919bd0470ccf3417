package dev.flightwatch.usermanager.grpc;

import dev.flightwatch.proto.CheckTokenRequest;
import dev.flightwatch.proto.CheckTokenResponse;
import dev.flightwatch.proto.UserManagerGrpcService;
import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.auth.TokenHash;
import dev.flightwatch.toolkit.auth.TokenIntrospection;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.grpc.UnaryMethod;
import io.vertx.core.Future;

/**
 * {@code UserManager.CheckToken}: to whom a token belongs, or {@code UNAVAILABLE}. A response is
 * not recorded, because a repeat must learn of a revocation.
 */
public record CheckTokenGrpcService(TokenIntrospection tokens) {
  private static final int BYTES = 32;

  public UnaryMethod<CheckTokenRequest, CheckTokenResponse> method() {
    return new UnaryMethod<>(UserManagerGrpcService.CheckToken, this::checkToken);
  }

  private Future<CheckTokenResponse> checkToken(CheckTokenRequest request) {
    if (request.getTokenSha256().size() != BYTES) {
      return Future.failedFuture(
          ServiceException.invalid("token_sha256", "must have " + BYTES + " bytes"));
    }
    return tokens
        .introspect(TokenHash.of(request.getTokenSha256().toByteArray()))
        .map(
            identity ->
                identity
                    .map(CheckTokenGrpcService::active)
                    .orElseGet(CheckTokenResponse::getDefaultInstance));
  }

  private static CheckTokenResponse active(Identity identity) {
    return CheckTokenResponse.newBuilder()
        .setActive(true)
        .setUserId(identity.subject().toString())
        .setEmail(identity.email().value())
        .addAllScopes(identity.scopes().stream().sorted().toList())
        .setExpiresAt(identity.expiresAt().getEpochSecond())
        .build();
  }
}
