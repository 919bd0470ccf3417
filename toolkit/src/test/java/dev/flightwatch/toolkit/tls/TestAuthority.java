package dev.flightwatch.toolkit.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A certificate authority of a test's own, and the files of what it issues. */
public final class TestAuthority {
  private static final Duration SOON = Duration.ofMillis(50);

  private final Path folder;
  private final X509Bundle authority;
  private int issued;

  public TestAuthority(Path folder) throws Exception {
    this.folder = Files.createTempDirectory(folder, "authority");
    this.authority =
        new CertificateBuilder()
            .subject("CN=An authority of a test")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Files.writeString(this.folder.resolve("ca.pem"), authority.getCertificatePEM());
  }

  public PemFile file() {
    return new PemFile("CA", folder.resolve("ca.pem"));
  }

  /** For 127.0.0.1 and localhost, and these names. */
  public X509Bundle issue(String... names) throws Exception {
    return certificate(names).buildIssuedBy(authority);
  }

  X509Bundle issueRsa(String name) throws Exception {
    return certificate(name).rsa2048().buildIssuedBy(authority);
  }

  public X509Bundle issueExpired(String name) throws Exception {
    Instant now = Instant.now();
    return certificate(name)
        .notBefore(now.minus(Duration.ofDays(2)))
        .notAfter(now.minus(Duration.ofDays(1)))
        .buildIssuedBy(authority);
  }

  /** For no address at all. */
  public X509Bundle issueElsewhere(String name) throws Exception {
    return new CertificateBuilder()
        .subject("CN=" + name)
        .addSanDnsName(name)
        .buildIssuedBy(authority);
  }

  private static CertificateBuilder certificate(String... names) {
    CertificateBuilder builder =
        new CertificateBuilder()
            .subject("CN=" + names[0])
            .addSanIpAddress("127.0.0.1")
            .addExtendedKeyUsageServerAuth()
            .addExtendedKeyUsageClientAuth();
    for (String name : names) {
      builder.addSanDnsName(name);
    }
    return builder;
  }

  /** Writes a certificate and its key to files of their own. */
  public TlsFiles.Pair write(X509Bundle bundle) throws IOException {
    String name = "issued-" + issued++;
    TlsFiles.Pair pair =
        new TlsFiles.Pair(
            new PemFile("CERTIFICATE", folder.resolve(name + ".pem")),
            new PemFile("KEY", folder.resolve(name + ".key")));
    write(bundle, pair);
    return pair;
  }

  /** Puts another certificate and key where one is. */
  public static void write(X509Bundle bundle, TlsFiles.Pair pair) throws IOException {
    replace(pair.certificate(), bundle.getCertificatePathPEM());
    replace(pair.key(), bundle.getPrivateKeyPEM());
  }

  public static void replace(PemFile file, String content) throws IOException {
    Path next = Files.writeString(Path.of(file.path() + ".next"), content);
    Files.move(next, file.path(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** A listener's files that asks callers for no certificate. */
  public TlsFiles listener(TlsFiles.Pair pair) {
    return new TlsFiles(Optional.of(pair), Optional.empty(), SOON);
  }

  /** The files of one that shows the pair, and wants the peer's certificate to be of us. */
  public TlsFiles mutual(TlsFiles.Pair pair) {
    return new TlsFiles(Optional.of(pair), Optional.of(file()), SOON);
  }

  /** The files of a client that shows no certificate. */
  public TlsFiles client() {
    return new TlsFiles(Optional.empty(), Optional.of(file()), SOON);
  }
}
