package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.auth.Access;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.OpenAPIVersion;
import io.vertx.openapi.contract.impl.OpenAPIContractImpl;
import io.vertx.openapi.impl.OpenAPIFormatValidator;
import io.vertx.openapi.impl.Utils;
import java.util.HashMap;
import java.util.Map;

/**
 * An OpenAPI document as routing, validation and authentication need it. Vert.x rejects documents
 * with responses in {@code application/problem+json} and with relative server URLs. Routing needs
 * neither, so both are removed: paths begin at the root of the server. So is {@code security},
 * which becomes the {@link Access} of each operation.
 *
 * @param idToAccess the credentials that each operation needs
 */
record OpenApiDocument(OpenAPIContract contract, Map<String, Access> idToAccess) {
  /** Responses of the server itself, which any request may get. */
  private static final String SERVER_RESPONSES = "x-server-responses";

  /** Whether pages of other origins are refused even without credentials. */
  private static final String SAME_ORIGIN = "x-same-origin";

  private static final JsonObject NO_RESPONSES =
      JsonObject.of("default", JsonObject.of("description", "removed"));

  /**
   * Reads a document of the class path.
   *
   * @param resource its path; if the build validated it and wrote it as JSON too, that is read
   *     ({@link DocumentCompiler})
   */
  static Future<OpenApiDocument> read(Vertx vertx, String resource) {
    String json = DocumentCompiler.jsonOf(resource);
    return vertx
        .fileSystem()
        .exists(json)
        .compose(
            exists ->
                exists && !json.equals(resource)
                    ? Utils.readYamlOrJson(vertx, json).compose(valid -> load(vertx, valid))
                    : Utils.readYamlOrJson(vertx, resource).compose(any -> validate(vertx, any)));
  }

  private static Future<OpenApiDocument> load(Vertx vertx, JsonObject valid) {
    Map<String, Access> idToAccess = reduce(valid);
    return contract(vertx, valid).map(contract -> new OpenApiDocument(contract, idToAccess));
  }

  /** Fails with the reason when the document is not valid by the JSON schema of OpenAPI. */
  static Future<OpenApiDocument> validate(Vertx vertx, JsonObject document) {
    Map<String, Access> idToAccess = reduce(document);
    return OpenAPIContract.from(vertx, document)
        .map(contract -> new OpenApiDocument(contract, idToAccess));
  }

  /**
   * Creates the contract as {@link OpenAPIContract#from} does, but without the validation, and
   * without OpenAPI's own schemas, which nothing else needs: they take a tenth of a start.
   */
  private static Future<OpenAPIContract> contract(Vertx vertx, JsonObject document) {
    OpenAPIVersion version = OpenAPIVersion.fromContract(document);
    Draft draft = version == OpenAPIVersion.V3_0 ? Draft.DRAFT4 : Draft.DRAFT202012;
    SchemaRepository schemas =
        SchemaRepository.create(
            new JsonSchemaOptions().setBaseUri("app://").setDraft(draft),
            new OpenAPIFormatValidator());
    return version
        .resolve(vertx, schemas, document)
        .map(resolved -> new OpenAPIContractImpl(resolved, version, schemas));
  }

  /** Removes what routing does not need, and returns the credentials that operations need. */
  private static Map<String, Access> reduce(JsonObject document) {
    Map<String, Access> idToAccess = new HashMap<>();
    document.remove(SERVER_RESPONSES);
    document.remove("servers");
    JsonObject components = document.getJsonObject("components", new JsonObject());
    components.remove("responses");
    components.remove("securitySchemes");
    for (Map.Entry<String, Object> path : document.getJsonObject("paths", new JsonObject())) {
      for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
        if (operation.getValue() instanceof JsonObject json && json.containsKey("responses")) {
          json.put("responses", NO_RESPONSES.copy());
          idToAccess.put(json.getString("operationId"), access(json));
        }
      }
    }
    return Map.copyOf(idToAccess);
  }

  /**
   * Reads and removes the security requirements, which are alternatives. All that need credentials
   * must need the same single scope.
   */
  private static Access access(JsonObject operation) {
    boolean isSameOrigin = Boolean.TRUE.equals(operation.remove(SAME_ORIGIN));
    JsonArray alternatives =
        operation.remove("security") instanceof JsonArray given ? given : new JsonArray();
    Access.Need need = alternatives.isEmpty() ? Access.Need.PUBLIC : Access.Need.REQUIRED;
    String scope = "";
    for (Object alternative : alternatives) {
      for (Map.Entry<String, Object> scheme : (JsonObject) alternative) {
        scope = ((JsonArray) scheme.getValue()).getString(0);
      }
      if (((JsonObject) alternative).isEmpty()) {
        need = Access.Need.OPTIONAL;
      }
    }
    return new Access(need, scope, isSameOrigin);
  }
}
