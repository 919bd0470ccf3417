package dev.flightwatch.toolkit.tls;

import io.vertx.core.http.HttpConnection;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The names in the certificate of a peer. TLS has already verified that it is trusted. */
public final class PeerNames {
  private static final int DNS = 2;

  private PeerNames() {}

  /** Returns the names of the peer in lower case; empty when it presented no certificate. */
  public static Set<String> of(HttpConnection connection) {
    try {
      return connection.isSsl() && !connection.peerCertificates().isEmpty()
          ? of((X509Certificate) connection.peerCertificates().get(0))
          : Set.of();
    } catch (SSLPeerUnverifiedException e) {
      return Set.of();
    }
  }

  /** Returns the DNS names, or the common name when there are none. */
  static Set<String> of(X509Certificate certificate) {
    Set<String> names = lowerCase(dnsNames(certificate));
    return names.isEmpty() ? lowerCase(commonNames(certificate)) : names;
  }

  private static Set<String> lowerCase(Stream<String> names) {
    return names.map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> dnsNames(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? Stream.empty()
          : names.stream()
              .filter(name -> name.get(0).equals(DNS))
              .map(name -> (String) name.get(1));
    } catch (CertificateParsingException e) {
      return Stream.empty();
    }
  }

  private static Stream<String> commonNames(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(part -> String.valueOf(part.getValue()));
    } catch (InvalidNameException e) {
      return Stream.empty();
    }
  }
}
