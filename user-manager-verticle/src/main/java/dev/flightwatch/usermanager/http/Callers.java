package dev.flightwatch.usermanager.http;

import dev.flightwatch.toolkit.auth.Identity;
import dev.flightwatch.toolkit.http.Request;

/** Reads the caller of an operation that needs credentials. */
final class Callers {
  private Callers() {}

  /** Returns the caller, whose presence the server has ensured. */
  static Identity of(Request request) {
    return request.identity().orElseThrow();
  }
}
