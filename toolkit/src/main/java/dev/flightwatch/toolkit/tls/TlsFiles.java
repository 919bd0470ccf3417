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
 * The files that one side of TLS works with.
 *
 * @param own what it shows to its peers; empty only for a client that shows nothing
 * @param trusted the authorities whose certificates it accepts of its peers; for a listener, empty
 *     means that it asks its callers for none
 * @param lookEvery how often is looked whether the files have changed
 */
public record TlsFiles(Optional<Pair> own, Optional<PemFile> trusted, Duration lookEvery) {
  public TlsFiles {
    requireNonNull(own);
    requireNonNull(trusted);
    requireNonNull(lookEvery);
  }

  /**
   * @param certificate followed by those between it and the authority
   * @param key the certificate's, without a passphrase
   */
  public record Pair(PemFile certificate, PemFile key) {
    public Pair {
      requireNonNull(certificate);
      requireNonNull(key);
    }
  }

  /**
   * Reads and checks the files, on a worker. Fails with a {@link ConfigException} that has every
   * problem.
   */
  public Future<TlsCredentials> read(Vertx vertx) {
    return vertx.executeBlocking(() -> readBlocking(vertx), false);
  }

  private TlsCredentials readBlocking(Vertx vertx) {
    List<String> problems = new ArrayList<>();
    Optional<TlsIdentity> identity = Optional.empty();
    Optional<TrustedAuthorities> authorities = Optional.empty();
    try {
      identity = own.map(pair -> TlsIdentity.read(vertx, pair));
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
    try {
      authorities = trusted.map(TrustedAuthorities::read);
    } catch (ConfigException e) {
      problems.addAll(e.problems());
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new TlsCredentials(identity, authorities);
  }
}
