package dev.flightwatch.toolkit.tls;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.toolkit.config.ConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  public TlsFiles {
    requireNonNull(identity);
    requireNonNull(trustedCa);
    requireNonNull(checkInterval);
  }

  /**
   * The files of one certificate.
   *
   * @param certificate the certificate, followed by its intermediate certificates
   * @param key the private key, without a passphrase
   */
  public record CertificateAndKey(PemFile certificate, PemFile key) {
    public CertificateAndKey {
      requireNonNull(certificate);
      requireNonNull(key);
    }
  }

  /**
   * Reads and validates the files on a worker thread. Fails with a {@link ConfigException} that
   * lists every problem.
   */
  public Future<TlsCredentials> read(Vertx vertx) {
    return vertx.executeBlocking(() -> readBlocking(vertx), false);
  }

  private TlsCredentials readBlocking(Vertx vertx) {
    List<String> problems = new ArrayList<>();
    Optional<TlsIdentity> own = Optional.empty();
    Optional<TrustedAuthorities> authorities = Optional.empty();
    try {
      own = identity.map(files -> TlsIdentity.read(vertx, files));
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
    try {
      authorities = trustedCa.map(TrustedAuthorities::read);
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new TlsCredentials(own, authorities);
  }
}
