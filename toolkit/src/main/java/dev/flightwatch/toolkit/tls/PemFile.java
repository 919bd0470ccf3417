package dev.flightwatch.toolkit.tls;

import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
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
  /** Returns the content; blocks. */
  Buffer read() {
    try {
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
        throw new CertificateException("The file contains no certificate.");
      }
      return found;
    } catch (CertificateException e) {
      throw problem("must contain a certificate in PEM");
    }
  }

  /** Returns the CAs in this file; blocks. Rejects an expired CA, which Java would trust. */
  PemTrustOptions authorities() {
    Buffer pem = read();
    certificates(pem).forEach(this::requireValid);
    return new PemTrustOptions().addCertValue(pem);
  }

  /** Fails when a certificate of this file has expired, or is not valid yet. */
  void requireValid(X509Certificate certificate) {
    try {
      certificate.checkValidity();
    } catch (CertificateException e) {
      throw problem("contains a certificate that is not valid now: " + e.getMessage());
    }
  }

  ConfigException problem(String predicate) {
    return new ConfigException(List.of(variable + " " + predicate + " (it is \"" + path + "\")"));
  }
}
