package dev.flightwatch.toolkit.tls;

import io.vertx.core.http.HttpConnection;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The names in the certificate of a peer. TLS has already verified that it is trusted. */
public final class PeerNames {
  private static final int DNS = 2;

  private PeerNames() {}

  /**
   * Returns the names of the peer in lower case; empty when it presented no certificate, or one
   * whose names are malformed.
   */
  public static Set<String> of(HttpConnection connection) {
    try {
      return connection.isSsl()
          ? of((X509Certificate) connection.peerCertificates().get(0))
          : Set.of();
    } catch (SSLPeerUnverifiedException | CertificateParsingException | InvalidNameException e) {
      return Set.of();
    }
  }

  /** Returns the DNS names, or the common name when there are none. */
  static Set<String> of(X509Certificate certificate)
      throws CertificateParsingException, InvalidNameException {
    Set<String> dnsNames =
        lowerCase(
            Stream.ofNullable(certificate.getSubjectAlternativeNames())
                .flatMap(Collection::stream)
                .filter(name -> name.get(0).equals(DNS))
                .map(name -> name.get(1)));
    return dnsNames.isEmpty() ? lowerCase(commonNames(certificate)) : dnsNames;
  }

  private static Stream<Object> commonNames(X509Certificate certificate)
      throws InvalidNameException {
    return new LdapName(certificate.getSubjectX500Principal().getName())
        .getRdns().stream()
            .filter(part -> part.getType().equalsIgnoreCase("CN"))
            .map(Rdn::getValue);
  }

  private static Set<String> lowerCase(Stream<?> names) {
    return names
        .map(name -> String.valueOf(name).toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
