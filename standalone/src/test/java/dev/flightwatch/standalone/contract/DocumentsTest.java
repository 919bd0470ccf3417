package dev.flightwatch.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.contract.ApiDocument.Operation;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
  private final Schemas schemas = new Schemas();

  @ParameterizedTest
  @ValueSource(strings = {"openapi/user-manager.yaml", "openapi/data-collector.yaml"})
  void everyBodyShouldHaveExamplesThatFitItsSchema(String resource) {
    for (Operation operation : ApiDocument.read(resource).operations()) {
      if (operation.body() != null) {
        assertExamplesFit(operation.id(), operation.model().getJsonObject("requestBody"));
      }
      operation
          .responses()
          .forEach(
              response ->
                  assertExamplesFit(
                      operation.id() + " " + response.getKey(), (JsonObject) response.getValue()));
    }
  }

  private void assertExamplesFit(String where, JsonObject message) {
    for (Map.Entry<String, Object> each : message.getJsonObject("content", new JsonObject())) {
      JsonObject media = (JsonObject) each.getValue();
      assertThat(media.getJsonObject("examples")).as(where).isNotEmpty();
      media
          .getJsonObject("examples")
          .forEach(
              example -> {
                Object value = ((JsonObject) example.getValue()).getValue("value");
                assertThat(schemas.validate(media.getJsonObject("schema"), value).getErrors())
                    .as("%s %s", where, example.getKey())
                    .isNullOrEmpty();
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi/user-manager.yaml", "openapi/data-collector.yaml"})
  void everyAnswerShouldCarryACorrelationId(String resource) {
    ApiDocument document = ApiDocument.read(resource);

    document.operations().forEach(o -> assertCorrelated(o.id(), o.responses()));
    assertCorrelated("the server", document.serverResponses());
  }

  private static void assertCorrelated(String where, JsonObject responses) {
    assertThat(responses).as(where).isNotEmpty();
    responses.forEach(
        response ->
            assertThat(((JsonObject) response.getValue()).getJsonObject("headers").getMap())
                .as("%s %s", where, response.getKey())
                .containsKeys("X-Correlation-Id", "Cache-Control", "X-Content-Type-Options"));
  }
}
