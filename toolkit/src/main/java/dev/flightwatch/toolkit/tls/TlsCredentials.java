package dev.flightwatch.toolkit.tls;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.util.Optional;
import java.util.Set;

/**
 * The validated content of {@link TlsFiles} at one time. Two instances are equal when the files had
 * the same content.
 */
public record TlsCredentials(
    Optional<TlsIdentity> identity, Optional<TrustedAuthorities> authorities) {
  private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

  /** Turns TLS on in the options of a client or a server, and returns the options. */
  public <T extends TCPSSLOptions> T applyTo(T options) {
    options.setSsl(true).setEnabledSecureTransportProtocols(VERSIONS);
    identity.ifPresent(own -> options.setKeyCertOptions(own.pems()));
    authorities.ifPresent(trusted -> options.setTrustOptions(trusted.pems()));
    return options;
  }

  /** Returns the options for updating a server that is already listening. */
  ServerSSLOptions serverOptions() {
    ServerSSLOptions options = new ServerSSLOptions().setEnabledSecureTransportProtocols(VERSIONS);
    identity.ifPresent(own -> options.setKeyCertOptions(own.pems()));
    authorities.ifPresent(trusted -> options.setTrustOptions(trusted.pems()));
    return options.setClientAuth(clientAuth());
  }

  ClientAuth clientAuth() {
    return authorities.isPresent() ? ClientAuth.REQUIRED : ClientAuth.NONE;
  }

  /** Returns subject, serial number and expiry of the certificate, for the log. */
  @Override
  public String toString() {
    return identity.map(TlsIdentity::description).orElse("no client certificate");
  }
}
