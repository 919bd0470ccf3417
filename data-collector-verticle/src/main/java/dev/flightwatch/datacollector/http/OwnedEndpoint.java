package dev.flightwatch.datacollector.http;

import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.OutgoingResponse;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.openapi.Endpoint;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * An operation on the interests of one address, which must be that of the caller's credentials, if
 * there are any. The address is resolved before the operation runs, so it is part of the key of a
 * cached response.
 */
record OwnedEndpoint(Endpoint operation) implements Endpoint {
  private static final String EMAIL = "email";

  @Override
  public String operationId() {
    return operation.operationId();
  }

  @Override
  public Future<? extends OutgoingResponse> handle(Request request) {
    String given = request.query(EMAIL);
    return operation.handle(
        request.identity().isEmpty() && given != null
            ? request
            : request.withQuery(EMAIL, address(request, given).value()));
  }

  /**
   * Returns the address that a request is about: the given one, or that of the credentials. Fails
   * with {@code INVALID} when there is neither, and with {@code FORBIDDEN} when they differ.
   */
  static EmailAddress address(Request request, String given) {
    Optional<EmailAddress> own = request.identity().map(Identity::email);
    if (given == null) {
      return own.orElseThrow(() -> ServiceException.invalid(EMAIL, "is required"));
    }
    EmailAddress named = EmailAddress.require(EMAIL, given);
    if (own.isPresent() && !own.get().equals(named)) {
      throw ServiceException.of(
          ErrorKind.FORBIDDEN,
          "not_your_address",
          "The credentials belong to another address; omit email to use theirs.");
    }
    return named;
  }
}
