package dev.flightwatch.toolkit.openapi;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.impl.Utils;
import java.util.Map;

/**
 * Reads an OpenAPI document for routing and validation. Vert.x rejects documents with responses in
 * {@code application/problem+json} and with relative server URLs. Routing needs neither, so both
 * are removed: paths begin at the root of the server.
 */
final class OpenApiDocument {
  /** Responses of the server itself, which any request may get. */
  private static final String SERVER_RESPONSES = "x-server-responses";

  private static final JsonObject NO_RESPONSES =
      JsonObject.of("default", JsonObject.of("description", "removed"));

  private OpenApiDocument() {}

  static Future<OpenAPIContract> read(Vertx vertx, String resource) {
    return Utils.readYamlOrJson(vertx, resource)
        .map(OpenApiDocument::withoutUnneeded)
        .compose(document -> OpenAPIContract.from(vertx, document));
  }

  private static JsonObject withoutUnneeded(JsonObject document) {
    document.remove(SERVER_RESPONSES);
    document.remove("servers");
    document.getJsonObject("components", new JsonObject()).remove("responses");
    for (Map.Entry<String, Object> path : document.getJsonObject("paths")) {
      for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
        if (operation.getValue() instanceof JsonObject json && json.containsKey("responses")) {
          json.put("responses", NO_RESPONSES.copy());
        }
      }
    }
    return document;
  }
}
