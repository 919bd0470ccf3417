package dev.flightwatch.toolkit.tls;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.util.Optional;
import java.util.Set;

/**
 * The validated content of {@link TlsFiles} at one time. Two instances are equal when the files had
 * the same content.
 */
public record TlsCredentials(
    Optional<TlsIdentity> identity, Optional<PemTrustOptions> authorities) {
  /** The credentials of a server in plain text. */
  static final TlsCredentials NONE = new TlsCredentials(Optional.empty(), Optional.empty());

  private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

  /** Turns TLS on in the options of a client or a server, and returns the options. */
  public <T extends TCPSSLOptions> T applyTo(T options) {
    options.setSsl(!equals(NONE)).setEnabledSecureTransportProtocols(VERSIONS);
    identity.ifPresent(own -> options.setKeyCertOptions(own.pems()));
    authorities.ifPresent(options::setTrustOptions);
    return options;
  }

  /** Turns TLS on in the options of a server; clients need a certificate if there is a CA. */
  HttpServerOptions applyToServer(HttpServerOptions options) {
    return applyTo(options)
        .setClientAuth(authorities.isPresent() ? ClientAuth.REQUIRED : ClientAuth.NONE);
  }

  /** Returns subject, serial number and expiry of the certificate, for the log. */
  @Override
  public String toString() {
    return identity.map(TlsIdentity::description).orElse("no client certificate");
  }
}
