package dev.flightwatch.standalone.contract;

import dev.flightwatch.testkit.HttpTestClient.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Generates random requests from a document: valid ones, and ones in which one part is unusual.
 * Belongs to one thread.
 */
public final class RequestGenerator {
  /** The possible statuses of a valid request. */
  private static final Set<Integer> NOT_REJECTED =
      Set.of(200, 201, 202, 204, 304, 401, 403, 404, 410, 422, 429, 503);

  /** A session may have been ended by another client. */
  private static final Set<Integer> REJECTED_OR_ENDED = Set.of(400, 401);

  private static final Set<Integer> REJECTED = Set.of(400);

  /** An unusual value that a schema allows may violate a rule that no schema can express. */
  private static final Set<Integer> ANY = Set.of();

  /** Headers that the server reads, and never rejects. */
  private static final Set<String> READ_BY_SERVER = Set.of("If-None-Match", "X-Correlation-Id");

  /** Required without credentials; no schema says that. */
  private static final String EMAIL = "email";

  private static final String CURRENT = "current_password";

  private static final List<String> NOT_OBJECTS =
      List.of("", " ", "{", "[]", "7", "null", "\"a\"", "{}{", "{'a':1}", "{\"a\":1,}", "\ufeff{}");

  private final List<ApiDocument.Operation> operations;
  private final Random random;
  private final Values values;
  private final Schemas schemas = new Schemas();

  /** The parameters of requests for following pages, by the id of their operation. */
  private final Map<String, List<Map<String, String>>> idToFollowing = new HashMap<>();

  /** The ids of the tokens that were made. */
  private final List<String> tokenIds = new ArrayList<>(List.of(UUID.randomUUID().toString()));

  private final Function<ApiDocument.Operation, String> sessions;

  /**
   * @param sessions starts or returns a session for an operation that needs credentials
   */
  public RequestGenerator(
      ApiDocument document, Random random, Function<ApiDocument.Operation, String> sessions) {
    this.sessions = sessions;
    this.operations = document.operations();
    this.random = random;
    this.values = new Values(random);
  }

  /** Generates the next request. */
  public GeneratedRequest next() {
    ApiDocument.Operation operation = values.oneOf(operations);
    Map<String, String> parameters = validParameters(operation);
    JsonObject body = operation.body() == null ? null : validBody(operation.body());
    Set<Integer> expected = NOT_REJECTED;
    String text = null;
    if (body != null && random.nextInt(10) == 0) {
      text = values.oneOf(NOT_OBJECTS);
      expected = REJECTED;
    } else if (body != null && random.nextInt(3) == 0) {
      expected = change(body, operation.body());
    } else if (random.nextBoolean()) {
      expected = change(parameters, values.oneOf(operation.parameters()));
    }
    return request(
        operation, parameters, body == null || text != null ? text : body.encode(), expected);
  }

  /**
   * Remembers the cursor of a response, which is valid with the same parameters only, and the id of
   * a token.
   */
  public void learn(GeneratedRequest request, Reply reply) {
    if (request.operation().id().equals("makeToken") && reply.status() == 201) {
      tokenIds.add(reply.json().getString("id"));
    }
    boolean isJson = "application/json".equals(reply.header("Content-Type"));
    if (reply.status() == 200 && isJson && reply.json().getString("next") != null) {
      Map<String, String> following = new HashMap<>(request.parameters());
      following.put("cursor", reply.json().getString("next"));
      idToFollowing
          .computeIfAbsent(request.operation().id(), id -> new ArrayList<>())
          .add(following);
    }
  }

  private Map<String, String> validParameters(ApiDocument.Operation operation) {
    List<Map<String, String>> following = idToFollowing.get(operation.id());
    if (following != null && random.nextInt(3) == 0) {
      return new HashMap<>(values.oneOf(following));
    }
    Map<String, String> nameToValue = new HashMap<>();
    List<String> ids = new ArrayList<>();
    for (JsonObject parameter : operation.parameters()) {
      String name = parameter.getString("name");
      if (name.equals("Request-ID") || name.equals("Idempotency-Key")) {
        ids.add(name);
      } else if (parameter.getBoolean("required", false)
          || name.equals(EMAIL)
          || random.nextInt(3) == 0) {
        Object value =
            name.equals("id")
                ? values.oneOf(tokenIds)
                : values.valid(name, parameter.getJsonObject("schema"));
        if (value != null) {
          nameToValue.put(name, value.toString());
        }
      }
    }
    // One of the two headers is required, and both must be equal; no schema can express that.
    if (!ids.isEmpty()) {
      String id = values.valid(ids.get(0), null).toString();
      (random.nextInt(4) == 0 ? ids : List.of(values.oneOf(ids)))
          .forEach(name -> nameToValue.put(name, id));
    }
    return nameToValue;
  }

  private JsonObject validBody(JsonObject schema) {
    JsonArray required = schema.getJsonArray("required", new JsonArray());
    JsonObject body = new JsonObject();
    for (Map.Entry<String, Object> field : schema.getJsonObject("properties")) {
      if (required.contains(field.getKey())
          || field.getKey().equals(EMAIL)
          || random.nextBoolean()) {
        body.put(field.getKey(), values.valid(field.getKey(), (JsonObject) field.getValue()));
      }
    }
    // A new password needs the current one; no schema says that.
    if (body.containsKey("password") && schema.getJsonObject("properties").containsKey(CURRENT)) {
      body.put(CURRENT, values.valid(CURRENT, null));
    }
    return body;
  }

  /** Removes a parameter or gives it an unusual value; returns the expected statuses. */
  private Set<Integer> change(Map<String, String> parameters, JsonObject parameter) {
    String name = parameter.getString("name");
    boolean isHeader = parameter.getString("in").equals("header");
    boolean isInPath = parameter.getString("in").equals("path");
    if (!isInPath && random.nextInt(5) == 0) {
      parameters.remove(name);
      return parameter.getBoolean("required", false) ? REJECTED : ANY;
    }
    // A header can hold neither control characters nor other ones than Latin-1.
    String unusual = values.unusualText();
    // Without its last segment, a path is another one.
    String text = isInPath && unusual.isEmpty() ? "-" : unusual;
    String value = isHeader ? text.replaceAll("[^ -~\u00a0-\u00ff]", "?") : text;
    parameters.put(name, value);
    boolean isValid =
        READ_BY_SERVER.contains(name)
            || schemas.acceptsText(parameter.getJsonObject("schema"), value);
    return isValid ? ANY : REJECTED;
  }

  /** Removes, adds or changes a field; returns the expected statuses. */
  private Set<Integer> change(JsonObject body, JsonObject schema) {
    List<String> fields = new ArrayList<>(schema.getJsonObject("properties").fieldNames());
    fields.add(values.unusualText());
    String field = values.oneOf(fields);
    if (random.nextInt(5) == 0) {
      body.remove(field);
    } else {
      body.put(field, values.unusualJson());
    }
    return schemas.validate(schema, body).getValid() ? ANY : REJECTED;
  }

  private GeneratedRequest request(
      ApiDocument.Operation operation,
      Map<String, String> parameters,
      String body,
      Set<Integer> expected) {
    Map<String, String> headers = new HashMap<>();
    Map<String, String> query = new HashMap<>();
    String path = operation.path();
    for (JsonObject parameter : operation.parameters()) {
      String name = parameter.getString("name");
      if (parameter.getString("in").equals("path")) {
        path = path.replace("{" + name + "}", encoded(parameters.get(name)));
      } else if (parameters.containsKey(name)) {
        boolean isHeader = parameter.getString("in").equals("header");
        (isHeader ? headers : query).put(name, parameters.get(name));
      }
    }
    if (operation.body() != null) {
      headers.put("Content-Type", "application/json");
    }
    if (operation.needsCredentials()) {
      headers.put("Authorization", "Bearer " + sessions.apply(operation));
    }
    String uri =
        query.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", path + "?", ""));
    return new GeneratedRequest(
        operation, uri, parameters, headers, body, orEnded(operation, expected));
  }

  private static Set<Integer> orEnded(ApiDocument.Operation operation, Set<Integer> expected) {
    return operation.needsCredentials() && expected == REJECTED ? REJECTED_OR_ENDED : expected;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
