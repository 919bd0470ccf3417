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
 * The files of TLS in a MongoDB address, {@code tlsCAFile} and {@code tlsCertificateKeyFile}, which
 * MongoDB's own shell and most drivers know, and the Java driver does not.
 */
final class MongoTls {
  private static final String CA = "tlsCAFile";
  private static final String CERTIFICATE_AND_KEY = "tlsCertificateKeyFile";

  private MongoTls() {}

  /**
   * The address as the driver takes it, and the files where Vert.x's client takes them.
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
    // Percent-encoding alone: in an address a plus is a plus.
    String path = URLDecoder.decode(nameAndPath[1].replace("+", "%2B"), StandardCharsets.UTF_8);
    if (!Files.isReadable(Path.of(path))) {
      throw new ConfigException(
          List.of("MONGO_URL has a " + nameAndPath[0] + " that cannot be read: give a PEM file"));
    }
    return path;
  }
}
