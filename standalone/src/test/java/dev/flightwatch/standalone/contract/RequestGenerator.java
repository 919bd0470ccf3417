package dev.flightwatch.standalone.contract;

import dev.flightwatch.standalone.contract.GeneratedRequest.Intent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Generates random requests from a document. Belongs to one thread. */
public final class RequestGenerator {
  /** The possible statuses of a valid request. */
  private static final Set<Integer> NOT_REJECTED =
      Set.of(200, 201, 202, 304, 401, 404, 410, 422, 503);

  private static final Set<Integer> REJECTED = Set.of(400);

  /** Headers that the server reads, and never rejects. */
  private static final Set<String> READ_BY_SERVER = Set.of("If-None-Match", "X-Correlation-Id");

  private final List<ApiDocument.Operation> operations;
  private final Random random;
  private final ValidValues valid;
  private final UnusualValues unusual;
  private final ServerRequests serverRequests;

  public RequestGenerator(ApiDocument document, Random random) {
    this.operations = document.operations();
    this.random = random;
    valid = new ValidValues(random);
    unusual = new UnusualValues(random, new Schemas());
    serverRequests = new ServerRequests(operations, random, this::validDraft);
  }

  /** Generates the next request. */
  public GeneratedRequest next() {
    int dice = random.nextInt(100);
    return dice < 35
        ? validRequest()
        : dice < 60 ? invalidRequest() : dice < 80 ? unusualRequest() : serverRequests.next();
  }

  /** Remembers the entity tags and cursors of a response for later requests. */
  public void learn(GeneratedRequest request, ResponseCheck.ReceivedResponse response) {
    String tag = response.headers().get("ETag");
    if (tag != null) {
      valid.learnTag(tag);
    }
    if (response.status() == 200 && request.method().equals("GET")) {
      String next = response.body().toJsonObject().getString("next");
      if (next != null) {
        valid.learnCursor(next);
      }
    }
  }

  private RequestDraft validDraft() {
    return validDraft(valid.oneOf(operations));
  }

  private RequestDraft validDraft(ApiDocument.Operation operation) {
    RequestDraft draft = new RequestDraft(operation);
    for (JsonObject parameter : operation.parameters()) {
      if (parameter.getBoolean("required", false) || random.nextInt(3) == 0) {
        Object value = valid.of(parameter.getString("name"), parameter.getJsonObject("schema"));
        if (value != null) {
          draft.set(parameter, value.toString());
        }
      }
    }
    setRequestId(draft);
    if (draft.body != null) {
      fillBody(draft.body, operation.body());
    }
    return draft;
  }

  /** One of the two headers is required, and both must be equal; no schema can express that. */
  private void setRequestId(RequestDraft draft) {
    List<JsonObject> names =
        draft.operation.parameters().stream()
            .filter(p -> Set.of("Request-ID", "Idempotency-Key").contains(p.getString("name")))
            .toList();
    if (!names.isEmpty()) {
      names.forEach(draft::remove);
      String id = valid.of("Request-ID", null).toString();
      draft.set(valid.oneOf(names), id);
      if (random.nextInt(4) == 0) {
        names.forEach(name -> draft.set(name, id));
      }
    }
  }

  private void fillBody(JsonObject body, JsonObject schema) {
    List<Object> required = schema.getJsonArray("required", new JsonArray()).stream().toList();
    schema
        .getJsonObject("properties")
        .forEach(
            field -> {
              if (required.contains(field.getKey()) || random.nextBoolean()) {
                body.put(field.getKey(), valid.of(field.getKey(), (JsonObject) field.getValue()));
              }
            });
  }

  private GeneratedRequest validRequest() {
    return validDraft().toRequest(Intent.VALID, NOT_REJECTED);
  }

  private GeneratedRequest invalidRequest() {
    RequestDraft draft = validDraft();
    List<Runnable> violations = new ArrayList<>();
    for (JsonObject parameter : draft.operation.parameters()) {
      if (!READ_BY_SERVER.contains(parameter.getString("name"))) {
        JsonObject schema = parameter.getJsonObject("schema");
        violations.add(() -> draft.set(parameter, unusual.textViolating(schema)));
        if (parameter.getBoolean("required", false)) {
          violations.add(() -> draft.remove(parameter));
        }
      }
    }
    if (draft.body != null) {
      JsonObject schema = draft.operation.body();
      schema
          .getJsonObject("properties")
          .forEach(
              field ->
                  violations.add(
                      () ->
                          draft.body.put(
                              field.getKey(),
                              unusual.jsonViolating((JsonObject) field.getValue()))));
      schema
          .getJsonArray("required")
          .forEach(name -> violations.add(() -> draft.body.remove("" + name)));
    }
    valid.oneOf(violations).run();
    return draft.toRequest(Intent.INVALID, REJECTED);
  }

  private GeneratedRequest unusualRequest() {
    RequestDraft draft = validDraft();
    for (JsonObject parameter : draft.operation.parameters()) {
      boolean isHeader = parameter.getString("in").equals("header");
      String value = isHeader ? unusual.headerText() : unusual.text();
      switch (random.nextInt(6)) {
        case 0 -> draft.set(parameter, value);
        case 1 -> draft.add(parameter, value);
        case 2 -> draft.remove(parameter);
        default -> {}
      }
    }
    if (draft.body != null) {
      draft.body.fieldNames().stream()
          .filter(field -> random.nextInt(3) == 0)
          .toList()
          .forEach(field -> draft.body.put(field, unusual.json()));
      draft.body.put(unusual.text(), unusual.json());
    }
    return draft.toRequest(Intent.UNUSUAL, Set.of());
  }
}
