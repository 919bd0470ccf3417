package dev.flightwatch.standalone.contract;

import dev.flightwatch.standalone.contract.CheckedCall.Intent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes requests from a document, by chance. Belongs to one thread. */
public final class RequestMaker {
  /** What may come back to a request that is as it should be. */
  private static final Set<Integer> NO_FAULT = Set.of(200, 201, 202, 304, 401, 404, 410, 422, 503);

  private static final Set<Integer> REFUSED = Set.of(400);

  /** Read by the door, which never finds fault with them. */
  private static final Set<String> READ_BY_DOOR = Set.of("If-None-Match", "X-Correlation-Id");

  private final List<ApiDocument.Operation> operations;
  private final Random random;
  private final PlainValues plain;
  private final OddValues odd;
  private final ServerRequests door;

  public RequestMaker(ApiDocument document, Random random) {
    this.operations = document.operations();
    this.random = random;
    plain = new PlainValues(random);
    odd = new OddValues(random, new Schemas());
    door = new ServerRequests(operations, random, this::plainDraft);
  }

  /** The next request. */
  public CheckedCall next() {
    int die = random.nextInt(100);
    return die < 35 ? valid() : die < 60 ? broken() : die < 80 ? odd() : door.next();
  }

  /** Takes from an answer what later requests can send. */
  public void learn(CheckedCall attempt, ResponseCheck.Answer answer) {
    String tag = answer.headers().get("ETag");
    if (tag != null) {
      plain.learnTag(tag);
    }
    if (answer.status() == 200 && attempt.method().equals("GET")) {
      String next = answer.body().toJsonObject().getString("next");
      if (next != null) {
        plain.learnCursor(next);
      }
    }
  }

  private Draft plainDraft() {
    return plainDraft(plain.oneOf(operations));
  }

  private Draft plainDraft(ApiDocument.Operation operation) {
    Draft draft = new Draft(operation);
    for (JsonObject parameter : operation.parameters()) {
      if (parameter.getBoolean("required", false) || random.nextInt(3) == 0) {
        Object value = plain.of(parameter.getString("name"), parameter.getJsonObject("schema"));
        if (value != null) {
          draft.set(parameter, value.toString());
        }
      }
    }
    nameRequest(draft);
    if (draft.body != null) {
      fillBody(draft.body, operation.body());
    }
    return draft;
  }

  /** One of the two headers is required, and both must be the same, which no document can say. */
  private void nameRequest(Draft draft) {
    List<JsonObject> names =
        draft.operation.parameters().stream()
            .filter(p -> Set.of("Request-ID", "Idempotency-Key").contains(p.getString("name")))
            .toList();
    if (!names.isEmpty()) {
      names.forEach(draft::remove);
      String id = plain.of("Request-ID", null).toString();
      draft.set(plain.oneOf(names), id);
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
                body.put(field.getKey(), plain.of(field.getKey(), (JsonObject) field.getValue()));
              }
            });
  }

  private CheckedCall valid() {
    return plainDraft().attempt(Intent.VALID, NO_FAULT);
  }

  private CheckedCall broken() {
    Draft draft = plainDraft();
    List<Runnable> ways = new ArrayList<>();
    for (JsonObject parameter : draft.operation.parameters()) {
      if (!READ_BY_DOOR.contains(parameter.getString("name"))) {
        JsonObject schema = parameter.getJsonObject("schema");
        ways.add(() -> draft.set(parameter, odd.textRefusedBy(schema)));
        if (parameter.getBoolean("required", false)) {
          ways.add(() -> draft.remove(parameter));
        }
      }
    }
    if (draft.body != null) {
      JsonObject schema = draft.operation.body();
      schema
          .getJsonObject("properties")
          .forEach(
              field ->
                  ways.add(
                      () ->
                          draft.body.put(
                              field.getKey(), odd.jsonRefusedBy((JsonObject) field.getValue()))));
      schema.getJsonArray("required").forEach(name -> ways.add(() -> draft.body.remove("" + name)));
    }
    plain.oneOf(ways).run();
    return draft.attempt(Intent.BROKEN, REFUSED);
  }

  private CheckedCall odd() {
    Draft draft = plainDraft();
    for (JsonObject parameter : draft.operation.parameters()) {
      boolean isHeader = parameter.getString("in").equals("header");
      String value = isHeader ? odd.headerText() : odd.text();
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
          .forEach(field -> draft.body.put(field, odd.json()));
      draft.body.put(odd.text(), odd.json());
    }
    return draft.attempt(Intent.ODD, Set.of());
  }
}
