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
  private static final String TAKEN = POST + "/requestBody/content/application~1json/schema";
  private static final String RESPONSE = POST + "/responses/200";
  private static final String SENT = RESPONSE + "/content/application~1json/schema";

  @ParameterizedTest
  @ValueSource(strings = {"user-manager", "data-collector"})
  void documentShouldBreakNothingOfTheReleasedOne(String service) {
    ApiDocument released = ApiDocument.read("openapi/" + service + ".released.yaml");
    ApiDocument now = ApiDocument.read("openapi/" + service + ".yaml");

    assertThat(BreakingChanges.between(released, now))
        .as("what breaks callers of the %s; CONTRIBUTING says how to accept it", service)
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
    JsonPointer place = JsonPointer.from(pointer);
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
      place.writeJson(document, new JsonArray("[" + value + "]").getValue(0), true);
    }
    return document;
  }

  private static List<String> breaks(JsonObject now) {
    return BreakingChanges.between(ApiDocument.of(things()), ApiDocument.of(now));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/paths/~1things                             | POST /things is gone",
        POST + "                                     | POST /things is gone",
        RESPONSE + "                                 | POST /things 200 is gone",
        POST + "/responses/400                       | POST /things 400 is gone",
        RESPONSE + "/headers/X-Id                    | POST /things 200 X-Id is gone",
        RESPONSE + "/headers/X-Id/required           | POST /things 200 X-Id may be missing",
        RESPONSE + "/content/application~1json       | POST /things 200 application/json is gone",
        "/components/schemas/Thing/properties/note   | POST /things 200.note is gone",
        "/components/schemas/Thing/required          | POST /things 200.id may be missing",
        "/components/schemas/Thing/properties/id/minimum | POST /things 200.id: minimum is null, was 0",
        "/x-server-responses/404                       | the server 404 is gone",
        POST + "/parameters/0                        | POST /things query days is gone",
        DAYS
            + "default                              | POST /things query days: default is null, was 7",
        TAKEN + "/properties/tags                    | POST /things body.tags is gone"
      })
  void whatIsTakenAwayShouldBreak(String pointer, String expected) {
    assertThat(breaks(changed(pointer, null))).containsExactly(expected);
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
        TAKEN + "/required | [\"name\",\"kind\"] | POST /things body.kind is required",
        TAKEN + "/properties/name/maxLength | 8 | POST /things body.name: maxLength is 8, was 9",
        TAKEN + "/properties/name/minLength | 2 | POST /things body.name: minLength is 2, was 1",
        TAKEN
            + "/properties/name/pattern | \"^a$\" | POST /things body.name: pattern is ^a$,"
            + " was ^[a-z]+$",
        TAKEN
            + "/properties/kind/type | \"string\" | POST /things body.kind: type is [string],"
            + " was [null, string]",
        TAKEN
            + "/properties/kind/enum | [\"round\",\"square\"] | POST /things body.kind: values are"
            + " [round, square], were [null, round, square]",
        TAKEN
            + "/properties/tags/items/maxLength | 3 | POST /things body.tags[]: maxLength is 3,"
            + " was null",
        SENT
            + "/allOf/1/properties/state/enum | [\"new\",\"old\"] | POST /things 200.state: values"
            + " are [new, old], were [new]",
        "/components/schemas/Thing/properties/id/type | \"number\" | POST /things 200.id: type is"
            + " [integer, number], was [integer]"
      })
  void whatBecomesAnotherOneShouldBreak(String pointer, String value, String expected) {
    assertThat(breaks(changed(pointer, value))).containsExactly(expected);
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
        TAKEN + "/properties/name/maxLength | 10",
        TAKEN + "/properties/more | {\"type\":\"string\"}",
        TAKEN + "/properties/kind/enum | [\"round\",\"square\",\"oval\",null]",
        SENT + "/allOf/1/properties/more | {\"type\":\"string\"}",
        "/components/schemas/Thing/properties/id/minimum | 1",
        "/components/schemas/Thing/required | [\"id\",\"note\"]"
      })
  void whatIsAddedOrTakenMoreWidelyShouldNotBreak(String pointer, String value) {
    assertThat(breaks(changed(pointer, value))).isEmpty();
  }

  @Test
  void sameDocumentShouldNotBreak() {
    assertThat(breaks(things())).isEmpty();
  }
}
