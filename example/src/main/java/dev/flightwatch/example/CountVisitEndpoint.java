package dev.flightwatch.example;

import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.openapi.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Counts a visit. */
record CountVisitEndpoint(VisitStore store) implements Endpoint {
  @Override
  public String operationId() {
    return "countVisit";
  }

  @Override
  public Future<Response> handle(Request request) {
    String page = request.query("page");
    return store
        .count(page)
        .map(visits -> Response.json(200, JsonObject.of("page", page, "visits", visits)));
  }
}
