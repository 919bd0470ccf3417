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
 * A PEM file with certificates or a private key.
 *
 * @param variable the environment variable that names the file
 */
public record PemFile(String variable, Path path) {
  /** Far more than a chain of certificates needs. */
  private static final long MAX_BYTES = 1_048_576;

  public PemFile {
    requireNonNull(variable);
    requireNonNull(path);
  }

  /** Returns the content; blocks. */
  Buffer read() {
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw problem("must be a PEM file of at most 1 MiB");
      }
      return Buffer.buffer(Files.readAllBytes(path));
    } catch (IOException e) {
      throw problem("must be a readable file");
    }
  }

  /** Returns the certificates in the content of this file. */
  List<X509Certificate> certificates(Buffer pem) {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem.getBytes()))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw problem("must contain a certificate in PEM");
      }
      return found;
    } catch (CertificateException e) {
      throw problem("must contain a valid certificate in PEM");
    }
  }

  ConfigException problem(String predicate) {
    return new ConfigException(List.of(variable + " " + predicate + " (it is \"" + path + "\")"));
  }
}
