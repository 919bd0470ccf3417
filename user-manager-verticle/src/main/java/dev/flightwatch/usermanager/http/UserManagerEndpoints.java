package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.auth.PublicUrl;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.openapi.Endpoint;
import java.util.List;

/** The endpoints of the REST API, one per operation of its OpenAPI document. */
public final class UserManagerEndpoints {
  private UserManagerEndpoints() {}

  /**
   * @param publicUrl decides the properties of the session cookie
   */
  public static List<Endpoint> all(Bus bus, PublicUrl publicUrl) {
    return List.of(
        new RegisterUserEndpoint("registerUser", bus),
        new DeleteUserEndpoint("deleteUser", bus, publicUrl),
        new StartSessionEndpoint("startSession", bus, publicUrl),
        new CurrentSessionEndpoint("getCurrentSession", bus),
        new EndSessionsEndpoint("endSessions", bus, publicUrl),
        new FindAccountEndpoint("getAccount", bus),
        new UpdateAccountEndpoint("updateAccount", bus),
        new MakeTokenEndpoint("makeToken", bus),
        new ListTokensEndpoint("listTokens", bus),
        new RevokeTokenEndpoint("revokeToken", bus));
  }
}
