package dev.flightwatch.toolkit.openapi;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.impl.Utils;
import java.util.Map;

/**
 * Reads an OpenAPI document for routing and validation. Vert.x rejects documents with responses in
 * {@code application/problem+json} and with relative server URLs. Routing needs neither, so
 * responses are removed and server URLs made absolute.
 */
final class OpenApiDocument {
  /** Responses of the server itself, which any request may get. */
  private static final String SERVER_RESPONSES = "x-server-responses";

  private static final JsonObject NO_RESPONSES =
      JsonObject.of("default", JsonObject.of("description", "removed"));

  private OpenApiDocument() {}

  static Future<OpenAPIContract> read(Vertx vertx, String resource) {
    return Utils.readYamlOrJson(vertx, resource)
        .map(OpenApiDocument::withoutResponses)
        .map(OpenApiDocument::withAbsoluteServers)
        .compose(document -> OpenAPIContract.from(vertx, document));
  }

  private static JsonObject withoutResponses(JsonObject document) {
    document.remove(SERVER_RESPONSES);
    JsonObject components = document.getJsonObject("components");
    if (components != null) {
      components.remove("responses");
    }
    for (Map.Entry<String, Object> path : document.getJsonObject("paths")) {
      for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
        if (operation.getValue() instanceof JsonObject json && json.containsKey("responses")) {
          json.put("responses", NO_RESPONSES.copy());
        }
      }
    }
    return document;
  }

  private static JsonObject withAbsoluteServers(JsonObject document) {
    for (Object each : document.getJsonArray("servers", new JsonArray())) {
      JsonObject server = (JsonObject) each;
      String url = server.getString("url");
      if (url.startsWith("/")) {
        server.put("url", "http://localhost" + url);
      }
    }
    return document;
  }
}
