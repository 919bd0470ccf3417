package dev.flightwatch.datacollector.mongo;

import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TLS files in a MongoDB URL, {@code tlsCAFile} and {@code tlsCertificateKeyFile}. MongoDB's
 * shell and most drivers support these options, but the Java driver does not.
 */
final class MongoTls {
  private static final String CA = "tlsCAFile";
  private static final String CERTIFICATE_AND_KEY = "tlsCertificateKeyFile";

  private MongoTls() {}

  /**
   * Returns the client's configuration: the URL without the files, and the files in the options of
   * Vert.x's client.
   *
   * @throws ConfigException when a file cannot be read
   */
  static JsonObject connection(URI url) {
    JsonObject config = new JsonObject().put("connection_string", withoutFiles(url));
    parameters(url)
        .forEach(
            parameter -> {
              if (parameter.startsWith(CA + "=")) {
                config.put("caPath", file(parameter));
              } else if (parameter.startsWith(CERTIFICATE_AND_KEY + "=")) {
                config.put("certPath", file(parameter)).put("keyPath", file(parameter));
              }
            });
    return config;
  }

  private static Stream<String> parameters(URI url) {
    return url.getRawQuery() == null ? Stream.empty() : Stream.of(url.getRawQuery().split("&"));
  }

  private static String withoutFiles(URI url) {
    String rest =
        parameters(url)
            .filter(one -> !one.startsWith(CA + "=") && !one.startsWith(CERTIFICATE_AND_KEY + "="))
            .collect(Collectors.joining("&"));
    String address = url.toString().replaceFirst("\\?.*", "");
    return rest.isEmpty() ? address : address + "?" + rest;
  }

  private static String file(String parameter) {
    String[] nameAndPath = parameter.split("=", 2);
    // Only percent-encoding: in a URL a plus is not a space.
    String path = URLDecoder.decode(nameAndPath[1].replace("+", "%2B"), StandardCharsets.UTF_8);
    if (!Files.isReadable(Path.of(path))) {
      throw new ConfigException(
          List.of("MONGO_URL names a " + nameAndPath[0] + " that cannot be read: name a PEM file"));
    }
    return path;
  }
}
