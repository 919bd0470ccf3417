package dev.flightwatch.toolkit.tls;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.util.Optional;
import java.util.Set;

/** What was in the files at one time, checked. Two are equal when the files were. */
public record TlsCredentials(Optional<TlsIdentity> own, Optional<TrustedAuthorities> trusted) {
  private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

  /** Makes what is to be a client or a server speak TLS with these. */
  public <T extends TCPSSLOptions> T on(T options) {
    options.setSsl(true).setEnabledSecureTransportProtocols(VERSIONS);
    own.ifPresent(identity -> options.setKeyCertOptions(identity.pems()));
    trusted.ifPresent(authorities -> options.setTrustOptions(authorities.pems()));
    return options;
  }

  /** For a server that is there. */
  ServerSSLOptions forServer() {
    ServerSSLOptions options = new ServerSSLOptions().setEnabledSecureTransportProtocols(VERSIONS);
    own.ifPresent(identity -> options.setKeyCertOptions(identity.pems()));
    trusted.ifPresent(authorities -> options.setTrustOptions(authorities.pems()));
    return options.setClientAuth(clientAuth());
  }

  ClientAuth clientAuth() {
    return trusted.isPresent() ? ClientAuth.REQUIRED : ClientAuth.NONE;
  }

  /** For a line of the log: whose they are, and of which time. */
  @Override
  public String toString() {
    return own.map(TlsIdentity::shown).orElse("no certificate of its own");
  }
}
