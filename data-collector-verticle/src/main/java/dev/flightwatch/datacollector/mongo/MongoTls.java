package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The TLS files in a MongoDB URL, {@code tlsCAFile} and {@code tlsCertificateKeyFile}. MongoDB's
 * shell and most drivers support these options, but the Java driver does not.
 */
final class MongoTls {
  private MongoTls() {}

  /**
   * Returns the client's configuration: the URL without the files, and the files in the options of
   * Vert.x's client.
   *
   * @throws ConfigException when a file cannot be read
   */
  static JsonObject connection(URI url) {
    JsonObject config = new JsonObject();
    List<String> others = new ArrayList<>();
    for (String parameter : Objects.requireNonNullElse(url.getRawQuery(), "").split("&")) {
      String[] nameAndValue = parameter.split("=", 2);
      switch (nameAndValue[0]) {
        case "tlsCAFile" -> config.put("caPath", file(nameAndValue));
        case "tlsCertificateKeyFile" ->
            config.put("certPath", file(nameAndValue)).put("keyPath", file(nameAndValue));
        default -> others.add(parameter);
      }
    }
    String address = url.toString().replaceFirst("\\?.*", "");
    String rest = String.join("&", others);
    return config.put("connection_string", rest.isEmpty() ? address : address + "?" + rest);
  }

  private static String file(String[] nameAndPath) {
    // Only percent-encoding: in a URL a plus is not a space.
    String path = URLDecoder.decode(nameAndPath[1].replace("+", "%2B"), StandardCharsets.UTF_8);
    if (!Files.isReadable(Path.of(path))) {
      throw new ConfigException(
          List.of("MONGO_URL names a " + nameAndPath[0] + " that cannot be read: name a PEM file"));
    }
    return path;
  }
}
