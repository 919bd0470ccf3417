package dev.flightwatch.usermanager.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.impl.Utils;

/** The service's OpenAPI document, with assertions that responses comply with it. */
public final class Contract {
  private static final String PROBLEM_JSON = "application/problem+json";
  private static final String SUPPORTED_PROBLEM_JSON = "application/vnd.problem+json";

  private final OpenAPIContract contract;

  public Contract(Vertx vertx) {
    contract =
        Utils.readYamlOrJson(vertx, "openapi/user-manager.yaml")
            .map(Contract::withSupportedFeaturesOnly)
            .compose(document -> OpenAPIContract.from(vertx, document))
            .await();
  }

  /** Vert.x rejects application/problem+json and server URLs relative to the document. */
  private static JsonObject withSupportedFeaturesOnly(JsonObject document) {
    document.remove("servers");
    return new JsonObject(document.encode().replace(PROBLEM_JSON, SUPPORTED_PROBLEM_JSON));
  }

  /** Asserts that status, media type, headers and body comply with the document. */
  public void assertCompliant(String operationId, HttpResponse<Buffer> actual) {
    JsonObject responses =
        contract.operation(operationId).getOpenAPIModel().getJsonObject("responses");
    JsonObject response = responses.getJsonObject(Integer.toString(actual.statusCode()));
    assertThat(response).as("%s %d", operationId, actual.statusCode()).isNotNull();
    response.getJsonObject("headers").stream()
        .filter(header -> header.getValue() instanceof JsonObject)
        .forEach(header -> assertHeader(header.getKey(), (JsonObject) header.getValue(), actual));
    if (!response.containsKey("content")) {
      assertThat(actual.body()).isNull();
      return;
    }
    String mediaType =
        actual.getHeader("Content-Type").replace(PROBLEM_JSON, SUPPORTED_PROBLEM_JSON);
    JsonObject media = response.getJsonObject("content").getJsonObject(mediaType);
    assertThat(media).as(actual.getHeader("Content-Type")).isNotNull();
    assertValid(media.getJsonObject("schema"), actual.bodyAsJsonObject());
  }

  private void assertHeader(String name, JsonObject header, HttpResponse<Buffer> actual) {
    String value = actual.getHeader(name);
    JsonObject schema = header.getJsonObject("schema");
    if (value != null || header.getBoolean("required", false)) {
      assertThat(value).as(name).isNotNull();
      assertValid(
          schema, schema.getString("type").equals("integer") ? Integer.valueOf(value) : value);
    }
  }

  private void assertValid(JsonObject schema, Object value) {
    OutputUnit result =
        contract.getSchemaRepository().validator(JsonSchema.of(schema)).validate(value);
    assertThat(result.getValid()).as("%s: %s", value, result.getErrors()).isTrue();
  }
}
