package dev.flightwatch.toolkit.openapi;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.impl.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes an OpenAPI document in YAML as JSON, to a file beside it. A build runs it for each
 * document; {@link HttpApiServer} then reads the JSON, because parsing YAML takes a large part of a
 * second when a process starts.
 */
public final class DocumentCompiler {
  private DocumentCompiler() {}

  /**
   * Takes the paths of the documents.
   *
   * @throws IllegalArgumentException with the path of a document that is not YAML
   */
  public static void main(String[] documents) throws IOException {
    for (String document : documents) {
      Future<JsonObject> parsed = Utils.yamlStringToJson(Files.readString(Path.of(document)));
      if (parsed.failed()) {
        throw new IllegalArgumentException(document + " is not YAML", parsed.cause());
      }
      Files.writeString(Path.of(jsonOf(document)), parsed.result().encode());
    }
  }

  /** Returns the path of the JSON form of a document; of JSON, its own. */
  static String jsonOf(String document) {
    return document.replaceFirst("\\.ya?ml$", ".json");
  }
}
