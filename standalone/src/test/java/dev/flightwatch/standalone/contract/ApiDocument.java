package dev.flightwatch.standalone.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A service's OpenAPI document, with what it refers to in place of the references. */
public final class ApiDocument {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final JsonObject json;

  private ApiDocument(JsonObject json) {
    this.json = json;
  }

  /** Reads a document on the class path. */
  public static ApiDocument read(String resource) {
    try (InputStream yaml = ApiDocument.class.getClassLoader().getResourceAsStream(resource)) {
      return of(new JsonObject(new YAMLMapper().readValue(yaml, OBJECT)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ApiDocument of(JsonObject document) {
    return new ApiDocument((JsonObject) inlined(document, document));
  }

  private static Object inlined(Object node, JsonObject document) {
    if (node instanceof JsonArray list) {
      return new JsonArray(list.stream().map(each -> inlined(each, document)).toList());
    }
    if (!(node instanceof JsonObject object)) {
      return node;
    }
    if (object.getValue("$ref") instanceof String reference) {
      return inlined(JsonPointer.from(reference.substring(1)).queryJson(document), document);
    }
    JsonObject whole = new JsonObject();
    object.forEach(entry -> whole.put(entry.getKey(), inlined(entry.getValue(), document)));
    return whole;
  }

  /** One operation; what the document says of it is its model. */
  public record Operation(String method, String path, JsonObject model) {
    public String id() {
      return model.getString("operationId");
    }

    public List<JsonObject> parameters() {
      return objects(model.getJsonArray("parameters", new JsonArray()));
    }

    /** The schema of the JSON that it takes; null where it takes none. */
    public JsonObject body() {
      JsonObject body = model.getJsonObject("requestBody");
      return body == null
          ? null
          : body.getJsonObject("content").getJsonObject("application/json").getJsonObject("schema");
    }

    /** What is answered, by status. */
    public JsonObject responses() {
      return model.getJsonObject("responses");
    }
  }

  static List<JsonObject> objects(JsonArray list) {
    return list.stream().map(JsonObject.class::cast).toList();
  }

  public List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, Object> path : json.getJsonObject("paths")) {
      for (Map.Entry<String, Object> each : (JsonObject) path.getValue()) {
        String method = each.getKey().toUpperCase(Locale.ROOT);
        operations.add(new Operation(method, path.getKey(), (JsonObject) each.getValue()));
      }
    }
    return operations;
  }

  /** Returns the responses of the server itself, which any request may get. */
  public JsonObject serverResponses() {
    return json.getJsonObject("x-server-responses", new JsonObject());
  }
}
