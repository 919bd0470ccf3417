package dev.flightwatch.toolkit.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** The certificate that a server presents to a new connection of Java's own TLS client. */
public final class ShownCertificate {
  private ShownCertificate() {}

  /** Connects repeatedly, for up to ten seconds, until the server presents that certificate. */
  public static void awaitSerial(Vertx vertx, int port, TestAuthority authority, BigInteger serial)
      throws Exception {
    for (int attempt = 0; attempt < 200 && !serial(port, authority).equals(serial); attempt++) {
      vertx.timer(50).await(30, TimeUnit.SECONDS);
    }
    assertThat(serial(port, authority)).isEqualTo(serial);
  }

  static BigInteger serial(int port, TestAuthority authority) throws Exception {
    try (SSLSocket socket = connect(port, authority)) {
      socket.startHandshake();
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }
  }

  /** Returns a connected socket before its handshake. */
  public static SSLSocket connect(int port, TestAuthority authority)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (var file = Files.newInputStream(authority.file().path())) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
  }
}
