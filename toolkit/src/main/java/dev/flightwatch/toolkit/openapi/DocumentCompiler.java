package dev.flightwatch.toolkit.openapi;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContractException;
import io.vertx.openapi.impl.Utils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Validates an OpenAPI document in YAML and writes it as JSON, to a file beside it. A build runs it
 * for each document; {@link HttpApiServer} then reads the JSON and does not validate it again,
 * because YAML and the validation take a large part of a second when a process starts.
 */
public final class DocumentCompiler {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private DocumentCompiler() {}

  /**
   * Takes the paths of the documents.
   *
   * @throws IllegalArgumentException with the path of a document that is not YAML, or not valid
   */
  public static void main(String[] documents) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      for (String document : documents) {
        compile(vertx, document);
      }
    } finally {
      vertx.close().await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static void compile(Vertx vertx, String document) throws Exception {
    Future<JsonObject> parsed = Utils.yamlStringToJson(Files.readString(Path.of(document)));
    if (parsed.failed()) {
      throw new IllegalArgumentException(document + " is not YAML", parsed.cause());
    }
    String json = parsed.result().encode();
    try {
      OpenApiDocument.validate(vertx, parsed.result()).await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (OpenAPIContractException e) {
      Throwable reason = e;
      while (reason.getCause() != null) {
        reason = reason.getCause();
      }
      throw new IllegalArgumentException(document + ": " + reason.getMessage(), e);
    }
    Files.writeString(Path.of(jsonOf(document)), json);
  }

  /** Returns the path of the JSON form of a document; of JSON, its own. */
  static String jsonOf(String document) {
    return document.replaceFirst("\\.ya?ml$", ".json");
  }
}
