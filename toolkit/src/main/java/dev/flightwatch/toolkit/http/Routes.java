package dev.flightwatch.toolkit.http;

import static java.util.stream.Collectors.joining;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.trace.CurrentSpan;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the router of a door from its contract and the endpoints behind it. */
final class Routes {
  private final OpenAPIContract contract;
  private final HttpLimits limits;
  private final Exit exit;
  private final Gate gate;

  Routes(OpenAPIContract contract, HttpLimits limits, Exit exit) {
    this.contract = contract;
    this.limits = limits;
    this.exit = exit;
    this.gate = new Gate(limits.maxInFlight());
  }

  Router router(Vertx vertx, List<Endpoint> endpoints) {
    Map<String, Endpoint> idToEndpoint = byOperation(endpoints);
    RouterBuilder builder = RouterBuilder.create(vertx, contract);
    builder.getRoutes().forEach(route -> fill(route, idToEndpoint));
    if (!idToEndpoint.isEmpty()) {
      throw new IllegalArgumentException("not in the contract: " + idToEndpoint.keySet());
    }
    Router router = builder.createRouter();
    contract.getPaths().forEach(path -> refuseOtherMethods(router, path));
    router.route().handler(Routes::refusePath).failureHandler(this::fail);
    router.errorHandler(400, routing -> exit.fail(routing.request(), malformedPath()));
    router.errorHandler(500, this::fail);
    return router;
  }

  private static Map<String, Endpoint> byOperation(List<Endpoint> endpoints) {
    Map<String, Endpoint> idToEndpoint = new HashMap<>();
    for (Endpoint endpoint : endpoints) {
      if (idToEndpoint.put(endpoint.operationId(), endpoint) != null) {
        throw new IllegalArgumentException("two endpoints for " + endpoint.operationId());
      }
    }
    return idToEndpoint;
  }

  private void fill(OpenAPIRoute route, Map<String, Endpoint> idToEndpoint) {
    Endpoint endpoint = idToEndpoint.remove(route.getOperation().getOperationId());
    if (endpoint == null) {
      throw new IllegalArgumentException(
          "no endpoint for " + route.getOperation().getOperationId());
    }
    OperationRules rules = new OperationRules(contract.getSchemaRepository(), route.getOperation());
    // The router's own validation would hop to a worker, whose queue has no bound.
    route.setDoValidation(false);
    route.addHandler((PlatformHandler) routing -> nameSpan(routing, route.getOperation()));
    if (rules.takeBody()) {
      route.addHandler((SecurityPolicyHandler) Routes::requireJson);
      route.addHandler(BodyHandler.create(false).setBodyLimit(limits.bodyBytes()));
    }
    route.addHandler(new OperationHandler(endpoint, rules, gate, exit));
  }

  private static void nameSpan(RoutingContext routing, Operation operation) {
    CurrentSpan.route(operation.getHttpMethod().name(), operation.getAbsoluteOpenAPIPath());
    routing.next();
  }

  private static void requireJson(RoutingContext routing) {
    JsonBody.requireJson(routing.request());
    routing.next();
  }

  private static void refuseOtherMethods(Router router, Path path) {
    String allowed =
        path.getOperations().stream()
            .map(operation -> operation.getHttpMethod().name())
            .sorted()
            .collect(joining(", "));
    router
        .route(path.getName().replaceAll("\\{(.*?)}", ":$1"))
        .handler(
            routing -> {
              routing.response().putHeader(HttpHeaders.ALLOW, allowed);
              throw ServiceException.of(
                  ErrorKind.METHOD_NOT_ALLOWED, "method_not_allowed", "Use " + allowed + " here.");
            });
  }

  private static void refusePath(RoutingContext routing) {
    throw unknownPath();
  }

  private void fail(RoutingContext routing) {
    exit.fail(routing.request(), failure(routing));
  }

  /** Failures of vertx-web's own handlers come as a status. */
  private ServiceException failure(RoutingContext routing) {
    if (routing.failure() instanceof ServiceException known) {
      return known;
    }
    return switch (routing.statusCode()) {
      case 400 -> malformedRequest();
      case 404 -> unknownPath();
      case 413 ->
          ServiceException.of(
              ErrorKind.TOO_LARGE,
              "body_too_large",
              "The body may have at most " + limits.bodyBytes() + " bytes.");
      case 417 -> ServiceException.invalid("Expect", "must be 100-continue");
      default -> ServiceException.from(routing.failure());
    };
  }

  private static ServiceException unknownPath() {
    return ServiceException.of(ErrorKind.NOT_FOUND, "unknown_path", "There is nothing here.");
  }

  private static ServiceException malformedPath() {
    return ServiceException.invalid("path", "must be percent-encoded UTF-8");
  }

  static ServiceException malformedRequest() {
    return ServiceException.of(
        ErrorKind.INVALID, "malformed_request", "The request is not well-formed HTTP.");
  }
}
