package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.openapi.Endpoint;
import java.util.List;

/** The endpoints of the REST API, one per operation of its OpenAPI document. */
public final class UserManagerEndpoints {
  private UserManagerEndpoints() {}

  public static List<Endpoint> all(Bus bus) {
    return List.of(
        new RegisterUserEndpoint("registerUser", bus), new DeleteUserEndpoint("deleteUser", bus));
  }
}
