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

/** A service's OpenAPI document with resolved references. */
public final class ApiDocument {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final JsonObject json;

  private ApiDocument(JsonObject json) {
    this.json = json;
  }

  /** Reads a document from the class path. */
  public static ApiDocument read(String resource) {
    try (InputStream yaml = ApiDocument.class.getClassLoader().getResourceAsStream(resource)) {
      JsonObject document = new JsonObject(new YAMLMapper().readValue(yaml, OBJECT));
      return new ApiDocument((JsonObject) resolved(document, document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object resolved(Object node, JsonObject document) {
    if (node instanceof JsonArray list) {
      return new JsonArray(list.stream().map(each -> resolved(each, document)).toList());
    }
    if (!(node instanceof JsonObject object)) {
      return node;
    }
    if (object.getValue("$ref") instanceof String reference) {
      return resolved(JsonPointer.from(reference.substring(1)).queryJson(document), document);
    }
    JsonObject copy = new JsonObject();
    object.forEach(entry -> copy.put(entry.getKey(), resolved(entry.getValue(), document)));
    return copy;
  }

  /** An operation; its model is the JSON object in the document. */
  public record Operation(String method, String path, JsonObject model) {
    public String id() {
      return model.getString("operationId");
    }

    public List<JsonObject> parameters() {
      return model.getJsonArray("parameters", new JsonArray()).stream()
          .map(JsonObject.class::cast)
          .toList();
    }

    /** Returns whether the operation is refused without credentials. */
    public boolean needsCredentials() {
      JsonArray alternatives = model.getJsonArray("security", new JsonArray());
      return !alternatives.isEmpty() && !alternatives.contains(new JsonObject());
    }

    /** Returns the schema of the JSON body; null when there is none. */
    public JsonObject body() {
      JsonObject body = model.getJsonObject("requestBody");
      return body == null
          ? null
          : body.getJsonObject("content").getJsonObject("application/json").getJsonObject("schema");
    }

    /** Returns the responses by status. */
    public JsonObject responses() {
      return model.getJsonObject("responses");
    }
  }

  /** Returns a named schema of the document's components. */
  public JsonObject schema(String name) {
    return json.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
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

  /** Returns the responses of the server itself, which any request may get, by status. */
  public JsonObject serverResponses() {
    return json.getJsonObject("x-server-responses", new JsonObject());
  }
}
