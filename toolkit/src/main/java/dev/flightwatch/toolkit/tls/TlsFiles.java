package dev.flightwatch.toolkit.tls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/**
 * The PEM files of one side of a TLS connection.
 *
 * @param identity certificate and key of this side; empty for a client without a certificate
 * @param trustedCa the CAs whose certificates are accepted; for a server, empty means that clients
 *     need no certificate
 * @param checkInterval interval between checks of the files for changes
 */
public record TlsFiles(
    Optional<CertificateAndKey> identity, Optional<PemFile> trustedCa, Duration checkInterval) {
  /**
   * The files of one certificate.
   *
   * @param certificate the certificate, followed by its intermediate certificates
   * @param key the private key, without a passphrase
   */
  public record CertificateAndKey(PemFile certificate, PemFile key) {}

  /**
   * Reads and validates the files on a worker thread. Fails with a {@code ConfigException} that
   * names the first file with a problem.
   */
  public Future<TlsCredentials> read(Vertx vertx) {
    return vertx.executeBlocking(
        () ->
            new TlsCredentials(
                identity.map(files -> TlsIdentity.read(vertx, files)),
                trustedCa.map(PemFile::authorities)),
        false);
  }
}
