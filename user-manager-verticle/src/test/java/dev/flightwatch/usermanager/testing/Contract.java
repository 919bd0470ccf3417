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

/** The service's OpenAPI document, and whether answers agree with it. */
public final class Contract {
  private static final String PROBLEM_JSON = "application/problem+json";
  private static final String PROBLEM_STAND_IN = "application/vnd.problem+json";

  private final OpenAPIContract contract;

  public Contract(Vertx vertx) {
    contract =
        Utils.readYamlOrJson(vertx, "openapi/user-manager.yaml")
            .map(Contract::asTheLibraryTakesIt)
            .compose(document -> OpenAPIContract.from(vertx, document))
            .await();
  }

  /** The library refuses application/problem+json, and servers relative to the document. */
  private static JsonObject asTheLibraryTakesIt(JsonObject document) {
    document.remove("servers");
    return new JsonObject(document.encode().replace(PROBLEM_JSON, PROBLEM_STAND_IN));
  }

  /** The status is documented, and so are the media type, the headers and the body. */
  public void assertAgrees(String operationId, HttpResponse<Buffer> answer) {
    JsonObject responses =
        contract.operation(operationId).getOpenAPIModel().getJsonObject("responses");
    JsonObject response = responses.getJsonObject(Integer.toString(answer.statusCode()));
    assertThat(response).as("%s %d", operationId, answer.statusCode()).isNotNull();
    response.getJsonObject("headers").stream()
        .filter(header -> header.getValue() instanceof JsonObject)
        .forEach(header -> assertHeader(header.getKey(), (JsonObject) header.getValue(), answer));
    String mediaType = answer.getHeader("Content-Type").replace(PROBLEM_JSON, PROBLEM_STAND_IN);
    JsonObject media = response.getJsonObject("content").getJsonObject(mediaType);
    assertThat(media).as(answer.getHeader("Content-Type")).isNotNull();
    assertValid(media.getJsonObject("schema"), answer.bodyAsJsonObject());
  }

  private void assertHeader(String name, JsonObject header, HttpResponse<Buffer> answer) {
    String value = answer.getHeader(name);
    if (value == null) {
      assertThat(header.getBoolean("required", false)).as("%s may be missing", name).isFalse();
    } else {
      JsonObject schema = header.getJsonObject("schema");
      boolean isNumber = "integer".equals(schema.getString("type"));
      assertValid(schema, isNumber ? (Object) Integer.valueOf(value) : value);
    }
  }

  private void assertValid(JsonObject schema, Object value) {
    OutputUnit result =
        contract.getSchemaRepository().validator(JsonSchema.of(schema)).validate(value);
    assertThat(result.getValid()).as("%s: %s", value, result.getErrors()).isTrue();
  }
}
