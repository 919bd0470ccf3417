package dev.flightwatch.toolkit.tls;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A file of certificates or of a key.
 *
 * @param variable the environment variable that names the file
 */
public record PemFile(String variable, Path path) {
  /** Far more than any chain of certificates has. */
  private static final long MAX_BYTES = 1_048_576;

  public PemFile {
    requireNonNull(variable);
    requireNonNull(path);
  }

  /** The content; blocks. */
  Buffer read() {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw problem("is too large for a PEM file");
      }
      return Buffer.buffer(Files.readAllBytes(path));
    } catch (IOException e) {
      throw problem("cannot be read: give a readable file");
    }
  }

  /** The certificates in a content of this file. */
  List<X509Certificate> certificates(Buffer pem) {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes()))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw problem("holds no certificate: give a PEM file");
      }
      return found;
    } catch (CertificateException e) {
      throw problem("holds no certificate that can be read: give a PEM file");
    }
  }

  ConfigException problem(String what) {
    return new ConfigException(List.of(variable + " " + what + " (it is \"" + path + "\")"));
  }
}
