package dev.flightwatch.bench.scenario;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.bench.load.HttpRequests;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request that another server with the same contract is measured with: a GET of the data
 * collector, or the registration of a new user.
 *
 * @param row the name of the row
 * @param path the path and the query
 * @param positive the field of the response to a GET that is a positive number if the server reads
 *     the stored flights; empty: a registration
 */
record ContractRequest(String row, String path, Optional<String> positive) {
  private static final int OK = 200;
  private static final int CREATED = 201;

  ContractRequest {
    requireNonNull(row);
    requireNonNull(path);
    requireNonNull(positive);
  }

  static ContractRequest get(String row, String path, String positive) {
    return new ContractRequest(row, path, Optional.of(positive));
  }

  static ContractRequest registration(String row) {
    return new ContractRequest(row, "/users", Optional.empty());
  }

  boolean isRegistration() {
    return positive.isEmpty();
  }

  int expectedStatus() {
    return isRegistration() ? CREATED : OK;
  }

  int connections() {
    return isRegistration() ? RegistrationScenario.CONNECTIONS : RateScenario.REQUESTS_AT_ONCE;
  }

  /** Returns the bytes of the next request to a server. */
  Supplier<Buffer> to(URI server) {
    return isRegistration()
        ? RegistrationScenario.newUsers(server)
        : HttpRequests.get(server, path);
  }

  /**
   * Sends one request.
   *
   * @throws IllegalArgumentException if the response is not as the contract says; the message says
   *     what to do
   */
  void check(URI server) throws InterruptedException {
    String what = (isRegistration() ? "POST " : "GET ") + server + path;
    HttpResponse<String> response;
    try {
      response =
          isRegistration() ? ServiceApi.tryRegister(server) : ServiceApi.tryGet(server, path);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--against: %s has no response (%s); start the other server before".formatted(what, e),
          e);
    }
    if (response.statusCode() != expectedStatus()) {
      throw new IllegalArgumentException(
          "--against: %s returned %d instead of %d; the other server must have this operation, and use DATABASE_URL, MONGO_URL and the MongoDB database %s"
              .formatted(what, response.statusCode(), expectedStatus(), BenchCleanup.READS));
    }
    if (!positive.map(field -> isPositive(response.body(), field)).orElse(true)) {
      throw new IllegalArgumentException(
          "--against: %s returned 200 without flights (no positive %s); the other server must use MONGO_URL and the MongoDB database %s"
              .formatted(what, positive.orElseThrow(), BenchCleanup.READS));
    }
  }

  private static boolean isPositive(String json, String field) {
    try {
      return new JsonObject(json).getValue(field) instanceof Number number
          && number.doubleValue() > 0;
    } catch (DecodeException notJson) {
      return false;
    }
  }
}
