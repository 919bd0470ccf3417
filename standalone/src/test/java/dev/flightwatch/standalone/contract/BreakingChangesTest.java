package dev.flightwatch.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreakingChangesTest {
  private static final String POST = "/paths/~1things/post";
  private static final String DAYS = POST + "/parameters/0/schema/";
  private static final String BODY = POST + "/requestBody/content/application~1json/schema";
  private static final String RESPONSE = POST + "/responses/200";
  private static final String SCHEMA = RESPONSE + "/content/application~1json/schema";

  @ParameterizedTest
  @ValueSource(strings = {"user-manager", "data-collector"})
  void documentShouldNotBreakCallersOfReleasedDocument(String service) {
    ApiDocument released = ApiDocument.read("openapi/" + service + ".released.yaml");
    ApiDocument current = ApiDocument.read("openapi/" + service + ".yaml");

    assertThat(BreakingChanges.between(released, current))
        .as(
            "changes that break callers of the %s; CONTRIBUTING describes how to accept them",
            service)
        .isEmpty();
  }

  private static JsonObject things() {
    return new JsonObject(
        """
        {"paths": {"/things": {"post": {
          "operationId": "addThing",
          "parameters": [
            {"name": "days", "in": "query",
             "schema": {"type": "integer", "minimum": 1, "maximum": 365, "default": 7}},
            {"name": "code", "in": "query", "required": true, "schema": {"type": "string"}}],
          "requestBody": {"content": {"application/json": {"schema": {
            "type": "object", "required": ["name"],
            "properties": {
              "name": {"type": "string", "minLength": 1, "maxLength": 9, "pattern": "^[a-z]+$"},
              "kind": {"type": ["string", "null"], "enum": ["round", "square", null]},
              "tags": {"type": "array", "items": {"type": "string"}}}}}}},
          "responses": {
            "200": {
              "headers": {"X-Id": {"required": true, "schema": {"type": "string"}}},
              "content": {"application/json": {"schema": {"allOf": [
                {"$ref": "#/components/schemas/Thing"},
                {"required": ["state"], "properties": {"state": {"enum": ["new"]}}}]}}}},
            "400": {"description": "wrong"}}}}},
         "components": {"schemas": {"Thing": {
           "type": "object", "required": ["id"],
           "properties": {
             "id": {"type": "integer", "minimum": 0},
             "state": {"type": "string"},
             "note": {"type": "string"}}}}},
         "x-server-responses": {"404": {"description": "unknown"}}}
        """);
  }

  private static JsonObject changed(String pointer, String value) {
    JsonObject document = things();
    JsonPointer target = JsonPointer.from(pointer);
    if (value == null) {
      JsonPointer parent = JsonPointer.from(pointer.substring(0, pointer.lastIndexOf('/')));
      String key = pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/");
      Object holder = parent.queryJson(document);
      if (holder instanceof JsonArray list) {
        list.remove(Integer.parseInt(key));
      } else {
        ((JsonObject) holder).remove(key);
      }
    } else {
      target.writeJson(document, new JsonArray("[" + value + "]").getValue(0), true);
    }
    return document;
  }

  private static List<String> breakingChanges(JsonObject current) {
    return BreakingChanges.between(ApiDocument.of(things()), ApiDocument.of(current));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/paths/~1things                             | POST /things was removed",
        POST + "                                     | POST /things was removed",
        RESPONSE + "                                 | POST /things 200 was removed",
        POST + "/responses/400                       | POST /things 400 was removed",
        RESPONSE + "/headers/X-Id                    | POST /things 200 X-Id was removed",
        RESPONSE + "/headers/X-Id/required           | POST /things 200 X-Id may be missing",
        RESPONSE
            + "/content/application~1json       | POST /things 200 application/json was removed",
        "/components/schemas/Thing/properties/note   | POST /things 200.note was removed",
        "/components/schemas/Thing/required          | POST /things 200.id may be missing",
        "/components/schemas/Thing/properties/id/minimum | POST /things 200.id: minimum is null, was 0",
        "/x-server-responses/404                       | the server 404 was removed",
        POST + "/parameters/0                        | POST /things query days was removed",
        DAYS
            + "default                              | POST /things query days: default is null, was 7",
        BODY + "/properties/tags                    | POST /things body.tags was removed"
      })
  void removalShouldBeReported(String pointer, String expected) {
    assertThat(breakingChanges(changed(pointer, null))).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        POST + "/operationId | \"add\" | POST /things: operationId is add, was addThing",
        DAYS + "maximum | 364 | POST /things query days: maximum is 364, was 365",
        DAYS + "minimum | 2 | POST /things query days: minimum is 2, was 1",
        DAYS + "default | 8 | POST /things query days: default is 8, was 7",
        DAYS + "type | \"string\" | POST /things query days: type is [string], was [integer]",
        POST + "/parameters/0/required | true | POST /things query days is required",
        POST
            + "/parameters/- | {\"name\":\"x\",\"in\":\"header\",\"required\":true,\"schema\":{}} |"
            + " POST /things header x is required",
        POST + "/requestBody/required | true | POST /things body is required",
        BODY + "/required | [\"name\",\"kind\"] | POST /things body.kind is required",
        BODY + "/properties/name/maxLength | 8 | POST /things body.name: maxLength is 8, was 9",
        BODY + "/properties/name/minLength | 2 | POST /things body.name: minLength is 2, was 1",
        BODY
            + "/properties/name/pattern | \"^a$\" | POST /things body.name: pattern is ^a$,"
            + " was ^[a-z]+$",
        BODY
            + "/properties/kind/type | \"string\" | POST /things body.kind: type is [string],"
            + " was [null, string]",
        BODY
            + "/properties/kind/enum | [\"round\",\"square\"] | POST /things body.kind: values are"
            + " [round, square], were [null, round, square]",
        BODY
            + "/properties/tags/items/maxLength | 3 | POST /things body.tags[]: maxLength is 3,"
            + " was null",
        SCHEMA
            + "/allOf/1/properties/state/enum | [\"new\",\"old\"] | POST /things 200.state: values"
            + " are [new, old], were [new]",
        "/components/schemas/Thing/properties/id/type | \"number\" | POST /things 200.id: type is"
            + " [integer, number], was [integer]"
      })
  void incompatibleChangeShouldBeReported(String pointer, String value, String expected) {
    assertThat(breakingChanges(changed(pointer, value))).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        POST + "/description | \"Adds a thing.\"",
        "/paths/~1more | {\"get\":{\"operationId\":\"more\",\"responses\":{}}}",
        POST + "/responses/201 | {\"description\":\"made\"}",
        POST + "/parameters/- | {\"name\":\"x\",\"in\":\"query\",\"schema\":{\"type\":\"string\"}}",
        DAYS + "maximum | 366",
        BODY + "/properties/name/maxLength | 10",
        BODY + "/properties/more | {\"type\":\"string\"}",
        BODY + "/properties/kind/enum | [\"round\",\"square\",\"oval\",null]",
        SCHEMA + "/allOf/1/properties/more | {\"type\":\"string\"}",
        "/components/schemas/Thing/properties/id/minimum | 1",
        "/components/schemas/Thing/required | [\"id\",\"note\"]"
      })
  void additionOrWiderInputShouldNotBeReported(String pointer, String value) {
    assertThat(breakingChanges(changed(pointer, value))).isEmpty();
  }

  @Test
  void identicalDocumentShouldNotBeReported() {
    assertThat(breakingChanges(things())).isEmpty();
  }
}
