package dev.flightwatch.toolkit.openapi;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.CrossOrigin;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.Response;
import dev.flightwatch.toolkit.http.ResponseWriter;
import dev.flightwatch.toolkit.limit.ConcurrencyLimit;
import dev.flightwatch.toolkit.trace.CurrentSpan;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Creates the router of an API from its OpenAPI document and its endpoints. */
record Routes(
    OpenApiDocument document,
    DocumentationPages pages,
    HttpLimits limits,
    OperationHandler.Server server) {
  Router router(Vertx vertx, List<Endpoint> endpoints) {
    Map<String, Endpoint> idToEndpoint =
        new HashMap<>(endpoints.stream().collect(toMap(Endpoint::operationId, identity())));
    RouterBuilder builder = RouterBuilder.create(vertx, document.contract());
    ConcurrencyLimit limit = new ConcurrencyLimit(limits::maxInFlight, Routes::overloaded);
    builder.getRoutes().forEach(route -> addOperation(route, idToEndpoint, limit));
    if (!idToEndpoint.isEmpty()) {
      throw new IllegalArgumentException("not in the OpenAPI document: " + idToEndpoint.keySet());
    }
    Router router = builder.createRouter();
    document.contract().getPaths().forEach(path -> addHttpMethods(router, path, builder));
    pages.mount(router, server.writer());
    pages.paths().forEach(path -> handleOtherMethods(router, path, "GET, HEAD, OPTIONS"));
    router
        .route()
        .handler(routing -> routing.fail(ResponseWriter.unknownPath()))
        .failureHandler(this::fail);
    router.errorHandler(400, routing -> server.writer().fail(routing.request(), malformedPath()));
    router.errorHandler(500, this::fail);
    return router;
  }

  private void addOperation(
      OpenAPIRoute route, Map<String, Endpoint> idToEndpoint, ConcurrencyLimit limit) {
    String id = route.getOperation().getOperationId();
    Endpoint endpoint = idToEndpoint.remove(id);
    if (endpoint == null) {
      throw new IllegalArgumentException("no endpoint for " + id);
    }
    OperationRules rules =
        new OperationRules(document.contract().getSchemaRepository(), route.getOperation());
    // The router's own validation runs on worker threads, whose queue is unbounded.
    route.setDoValidation(false);
    route.addHandler(nameSpan(route.getOperation()));
    if (rules.hasBody()) {
      route.addHandler((SecurityPolicyHandler) JsonBody::requireJson);
      route.addHandler(BodyHandler.create(false).setBodyLimit(limits.bodyBytes()));
    }
    route.addHandler(
        new OperationHandler(endpoint, document.idToAccess().get(id), rules, server, limit));
  }

  private static PlatformHandler nameSpan(Operation operation) {
    return routing -> {
      CurrentSpan.route(operation.getHttpMethod().name(), operation.getAbsoluteOpenAPIPath());
      routing.next();
    };
  }

  /** Adds what HTTP requires of each path: HEAD for GET, OPTIONS, and 405 for other methods. */
  private void addHttpMethods(Router router, Path path, RouterBuilder builder) {
    String route = path.getName().replaceAll("\\{(.*?)}", ":$1");
    Set<String> methods = new TreeSet<>(Set.of(HttpMethod.OPTIONS.name()));
    for (Operation operation : path.getOperations()) {
      methods.add(operation.getHttpMethod().name());
      if (operation.getHttpMethod() == HttpMethod.GET) {
        methods.add(HttpMethod.HEAD.name());
        Route headRoute = router.head(route);
        builder.getRoute(operation.getOperationId()).getHandlers().forEach(headRoute::handler);
      }
    }
    handleOtherMethods(router, route, String.join(", ", methods));
  }

  private void handleOtherMethods(Router router, String route, String allowed) {
    router.options(route).handler(routing -> sendAllowedMethods(routing, allowed));
    router
        .route(route)
        .handler(
            routing -> routing.fail(ResponseWriter.methodNotAllowed(routing.request(), allowed)));
  }

  private void sendAllowedMethods(RoutingContext routing, String allowed) {
    CrossOrigin.addPreflightHeaders(routing.request(), allowed);
    server
        .writer()
        .send(
            routing.request(),
            new Response(204, Buffer.buffer(), Map.of(HttpHeaders.ALLOW.toString(), allowed)))
        .onFailure(routing::fail);
  }

  private void fail(RoutingContext routing) {
    server.writer().fail(routing.request(), failure(routing));
  }

  /**
   * Maps failures of Vert.x Web's own handlers, which have only a status. One that fails before the
   * request ended could not read its body.
   */
  private ServiceException failure(RoutingContext routing) {
    if (routing.failure() instanceof ServiceException known) {
      return known;
    }
    return switch (routing.statusCode()) {
      case 400 -> ResponseWriter.malformedRequest();
      case 404 -> ResponseWriter.unknownPath();
      case 413 ->
          ServiceException.of(
              ErrorKind.TOO_LARGE,
              "body_too_large",
              "The body may have at most " + limits.bodyBytes() + " bytes.");
      default ->
          routing.request().isEnded()
              ? ServiceException.from(routing.failure())
              : ResponseWriter.malformedRequest();
    };
  }

  private static ServiceException malformedPath() {
    return ServiceException.invalid("path", "must be percent-encoded UTF-8");
  }

  private static ServiceException overloaded() {
    return ServiceException.of(
        ErrorKind.OVERLOADED, "overloaded", "Too many requests at once; try again in a moment.");
  }
}
