package dev.flightwatch.toolkit.openapi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.flightwatch.toolkit.error.FieldError;
import dev.flightwatch.toolkit.error.ServiceException;
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
 * What the contract asks of one operation's input, compiled once. All that is wrong with a request
 * is reported at once.
 */
final class OperationRules {
  /** What the door itself reads of every request, and never finds at fault. */
  private static final Set<String> READ_BY_DOOR = Set.of("x-correlation-id", "if-none-match");

  private static final int REMEMBERED = 1_000;

  /** What is longer is unlikely to come again. */
  private static final int LONGEST_REMEMBERED = 256;

  /** Queries that were found valid, which they are again: the same are asked often. */
  private final Cache<String, Map<String, String>> queryToValues =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  private final List<ParameterRule> queryRules;
  private final List<ParameterRule> headerRules;
  private final BodyRule bodyRule;

  OperationRules(SchemaRepository schemas, Operation operation) {
    List<Parameter> declared =
        operation.getParameters().stream().filter(parameter -> !isReadByDoor(parameter)).toList();
    queryRules = rules(schemas, declared, Location.QUERY);
    headerRules = rules(schemas, declared, Location.HEADER);
    if (queryRules.size() + headerRules.size() < declared.size()) {
      throw new IllegalArgumentException(
          operation.getOperationId() + " has a parameter that is neither in query nor in header");
    }
    bodyRule = operation.getRequestBody() == null ? null : body(schemas, operation);
  }

  private static boolean isReadByDoor(Parameter parameter) {
    return parameter.getIn() == Location.HEADER
        && READ_BY_DOOR.contains(parameter.getName().toLowerCase(Locale.ROOT));
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
    if (json == null) {
      throw new IllegalArgumentException(operation.getOperationId() + " must take JSON");
    }
    return new BodyRule(schemas, json.getSchema());
  }

  boolean takeBody() {
    return bodyRule != null;
  }

  /** The call in a request whose body has been read; fails with INVALID. */
  Request read(RoutingContext routing) {
    List<FieldError> errors = new ArrayList<>(0);
    Map<String, String> query = readQuery(routing.request(), errors);
    Map<String, String> headers = readHeaders(routing.request(), errors);
    JsonObject body = bodyRule == null ? null : readBody(routing, errors);
    if (!errors.isEmpty()) {
      throw ServiceException.invalid(errors);
    }
    return new Request(body, query, headers, Correlation.current());
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
    if (errors.isEmpty() && query.length() <= LONGEST_REMEMBERED) {
      queryToValues.put(query, Map.copyOf(values));
    }
    return values;
  }

  private Map<String, String> readHeaders(HttpServerRequest request, List<FieldError> errors) {
    if (headerRules.isEmpty()) {
      return Map.of();
    }
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
