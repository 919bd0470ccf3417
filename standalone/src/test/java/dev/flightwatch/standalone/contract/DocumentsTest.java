package dev.flightwatch.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.standalone.contract.ApiDocument.Operation;
import dev.flightwatch.toolkit.text.EmailAddress;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.impl.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
  private final Schemas schemas = new Schemas();

  @ParameterizedTest
  @ValueSource(strings = {"openapi/user-manager.yaml", "openapi/data-collector.yaml"})
  void bodiesShouldHaveExamplesThatMatchTheirSchema(String resource) {
    for (Operation operation : ApiDocument.read(resource).operations()) {
      if (operation.body() != null) {
        assertExamplesMatch(operation.id(), operation.model().getJsonObject("requestBody"));
      }
      operation
          .responses()
          .forEach(
              response ->
                  assertExamplesMatch(
                      operation.id() + " " + response.getKey(), (JsonObject) response.getValue()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi/user-manager", "openapi/data-collector"})
  void documentShouldBeTheSameInJson(String name) throws IOException {
    JsonObject yaml = Utils.yamlStringToJson(text(name + ".yaml")).result();

    assertThat(new JsonObject(text(name + ".json"))).isEqualTo(yaml);
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = DocumentsTest.class.getResourceAsStream("/" + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void assertExamplesMatch(String where, JsonObject message) {
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
  void responsesShouldHaveCorrelationId(String resource) {
    ApiDocument document = ApiDocument.read(resource);

    document.operations().forEach(o -> assertCorrelated(o.id(), o.responses()));
    assertCorrelated("the server", document.serverResponses());
  }

  @ParameterizedTest
  @ValueSource(strings = {"openapi/user-manager.yaml", "openapi/data-collector.yaml"})
  void emailSchemaShouldAcceptTheCharactersThatTheServicesAccept(String resource) {
    Pattern pattern =
        Pattern.compile(ApiDocument.read(resource).schema("Email").getString("pattern"));

    List<String> differences =
        IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
            .filter(DocumentsTest::isOfInterest)
            .mapToObj(Character::toString)
            .flatMap(
                c -> Stream.of(c + "a@b", "a" + c + "a@b", "a" + c + "@b", "a@" + c, "a@b" + c))
            .filter(text -> pattern.matcher(text).find() != EmailAddress.parse(text).isPresent())
            .toList();

    assertThat(differences).isEmpty();
  }

  /** All characters of the basic plane that can stand alone, and invisible ones of the others. */
  private static boolean isOfInterest(int character) {
    int type = Character.getType(character);
    return Character.isBmpCodePoint(character)
        ? type != Character.SURROGATE
        : type == Character.FORMAT || type == Character.SPACE_SEPARATOR;
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
