package dev.flightwatch.toolkit.openapi;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.CacheControl;
import dev.flightwatch.toolkit.http.Request;
import dev.flightwatch.toolkit.log.Correlation;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The validation of one operation's input, compiled from the OpenAPI document. It reports all
 * errors of a request at once.
 */
final class OperationRules {
  /** Headers that the server reads itself, and never refuses. */
  private static final Set<String> SERVER_HEADERS =
      Set.of("x-correlation-id", "if-none-match", "cache-control");

  private static final int CACHED_QUERIES = 1_000;

  /** Longer queries are unlikely to be repeated. */
  private static final int LONGEST_CACHED_QUERY = 256;

  /** Valid queries: the same ones are often repeated. */
  private final Cache<String, Map<String, String>> queryToValues =
      Caffeine.newBuilder().maximumSize(CACHED_QUERIES).executor(Runnable::run).build();

  private final PathRules pathRules;
  private final List<ParameterRule> queryRules;
  private final List<ParameterRule> headerRules;
  private final BodyRule bodyRule;

  OperationRules(SchemaRepository schemas, Operation operation) {
    List<Parameter> declared =
        operation.getParameters().stream().filter(parameter -> !isServerHeader(parameter)).toList();
    queryRules = rules(schemas, declared, Location.QUERY);
    headerRules = rules(schemas, declared, Location.HEADER);
    pathRules = new PathRules(operation.getOpenAPIPath(), rules(schemas, declared, Location.PATH));
    if (pathRules.size() + queryRules.size() + headerRules.size() < declared.size()) {
      throw new IllegalArgumentException(
          operation.getOperationId() + " has a parameter outside of path, query and header");
    }
    bodyRule = operation.getRequestBody() == null ? null : body(schemas, operation);
  }

  private static boolean isServerHeader(Parameter parameter) {
    return parameter.getIn() == Location.HEADER
        && SERVER_HEADERS.contains(parameter.getName().toLowerCase(Locale.ROOT));
  }

  private static List<ParameterRule> rules(
      SchemaRepository schemas, List<Parameter> declared, Location location) {
    return declared.stream()
        .filter(parameter -> parameter.getIn() == location)
        .map(parameter -> new ParameterRule(schemas, parameter))
        .toList();
  }

  private static BodyRule body(SchemaRepository schemas, Operation operation) {
    MediaType json = operation.getRequestBody().getContent().get(MediaType.APPLICATION_JSON);
    requireNonNull(json, operation.getOperationId() + " must have a body in application/json");
    return new BodyRule(schemas, json.getSchema());
  }

  boolean hasBody() {
    return bodyRule != null;
  }

  /** Returns the input of a request whose body has been read; fails with INVALID. */
  Request read(RoutingContext routing) {
    List<FieldError> errors = new ArrayList<>(0);
    Map<String, String> path = pathRules.read(routing.normalizedPath(), errors);
    Map<String, String> query = readQuery(routing.request(), errors);
    Map<String, String> headers = readHeaders(routing.request(), errors);
    JsonObject body = bodyRule == null ? null : readBody(routing, errors);
    if (!errors.isEmpty()) {
      throw ServiceException.invalid(errors);
    }
    return new Request(body, path, query, headers, Correlation.current())
        .fresh(CacheControl.refusesStored(routing.request()));
  }

  private Map<String, String> readQuery(HttpServerRequest request, List<FieldError> errors) {
    String query = request.query() == null ? "" : request.query();
    Map<String, String> known = queryToValues.getIfPresent(query);
    if (known != null) {
      return known;
    }
    Map<String, List<String>> given = QueryString.parse(query);
    Map<String, String> values = new HashMap<>();
    for (ParameterRule rule : queryRules) {
      rule.read(given.getOrDefault(rule.name(), List.of()), values, errors);
    }
    if (errors.isEmpty() && query.length() <= LONGEST_CACHED_QUERY) {
      queryToValues.put(query, Map.copyOf(values));
    }
    return values;
  }

  private Map<String, String> readHeaders(HttpServerRequest request, List<FieldError> errors) {
    Map<String, String> values = new HashMap<>();
    for (ParameterRule rule : headerRules) {
      rule.read(request.headers().getAll(rule.name()), values, errors);
    }
    return values;
  }

  private JsonObject readBody(RoutingContext routing, List<FieldError> errors) {
    try {
      JsonObject body = JsonBody.parse(routing.body().buffer());
      bodyRule.check(body, errors);
      return body;
    } catch (ServiceException e) {
      errors.addAll(e.fields());
      return null;
    }
  }
}
