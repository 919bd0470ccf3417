package dev.flightwatch.datacollector.testing;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.impl.Utils;
import java.util.Locale;

/** The OpenAPI document of the service, with which every response must agree. */
final class OpenApiContract {
  private static final String BASE = "app://contract";

  private final JsonObject document;
  private final SchemaRepository schemas;

  OpenApiContract(Vertx vertx, String resource) {
    document = await(Utils.readYamlOrJson(vertx, resource));
    schemas =
        SchemaRepository.create(
            new JsonSchemaOptions()
                .setBaseUri(BASE)
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
    document
        .getJsonObject("components")
        .getJsonObject("schemas")
        .forEach(
            schema ->
                schemas.dereference(
                    reference(schema.getKey()), JsonSchema.of(absolute(schema.getValue()))));
  }

  private static String reference(String schema) {
    return BASE + "/" + schema;
  }

  private static JsonObject absolute(Object schema) {
    return new JsonObject(schema.toString().replace("#/components/schemas/", BASE + "/"));
  }

  /** Fails when the response is not one that the document describes. */
  void check(HttpMethod method, String path, HttpReply reply) {
    JsonObject operation =
        document.getJsonObject("paths").stream()
            .filter(template -> path.matches(template.getKey().replaceAll("\\{.*?}", "[^/]+")))
            .map(template -> (JsonObject) template.getValue())
            .findFirst()
            .orElse(new JsonObject())
            .getJsonObject(method.name().toLowerCase(Locale.ROOT));
    if (operation == null) {
      return;
    }
    String what = method + " " + path + " " + reply.status();
    JsonObject response =
        operation.getJsonObject("responses").getJsonObject(Integer.toString(reply.status()));
    assertThat(response).as(what + " is not in the OpenAPI document").isNotNull();
    JsonObject described = resolved(response);
    described
        .getJsonObject("headers")
        .forEach(
            header -> checkHeader(what, header.getKey(), (JsonObject) header.getValue(), reply));
    checkBody(what, described.getJsonObject("content"), reply);
  }

  private void checkHeader(String what, String name, JsonObject header, HttpReply reply) {
    if (resolved(header).getBoolean("required", false)) {
      assertThat(reply.header(name)).as(what + " " + name).isNotNull();
    }
  }

  private JsonObject resolved(JsonObject part) {
    String reference = part.getString("$ref");
    return reference == null
        ? part
        : (JsonObject) JsonPointer.from(reference.substring(1)).queryJson(document);
  }

  private static Object text(HttpReply reply) {
    return reply.body().toString();
  }

  private void checkBody(String what, JsonObject content, HttpReply reply) {
    String type = reply.header("Content-Type").split(";")[0];
    assertThat(content.fieldNames()).as(what).contains(type);
    JsonObject schema = absolute(content.getJsonObject(type).getJsonObject("schema"));
    Object body = type.endsWith("json") && !type.endsWith("ndjson") ? reply.json() : text(reply);
    OutputUnit checked = schemas.validator(JsonSchema.of(schema)).validate(body);
    assertThat(checked.getValid()).as(what + " " + checked.getErrors()).isTrue();
  }
}
