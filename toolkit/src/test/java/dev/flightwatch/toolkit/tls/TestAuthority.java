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

/** A certificate authority for one test, and the files of the certificates that it issues. */
public final class TestAuthority {
  private static final Duration CHECK_INTERVAL = Duration.ofMillis(50);

  private final Path folder;
  private final X509Bundle authority;
  private int issued;

  public TestAuthority(Path folder) throws Exception {
    this.folder = Files.createTempDirectory(folder, "authority");
    this.authority =
        new CertificateBuilder()
            .subject("CN=Test authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Files.writeString(this.folder.resolve("ca.pem"), authority.getCertificatePEM());
  }

  public PemFile file() {
    return new PemFile("CA", folder.resolve("ca.pem"));
  }

  /** Issues a certificate for 127.0.0.1 and the given DNS names. */
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

  /** Issues a certificate for the DNS name only, without 127.0.0.1. */
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

  /** Writes a certificate and its key to new files. */
  public TlsFiles.CertificateAndKey write(X509Bundle bundle) throws IOException {
    String name = "issued-" + issued++;
    TlsFiles.CertificateAndKey files =
        new TlsFiles.CertificateAndKey(
            new PemFile("CERTIFICATE", folder.resolve(name + ".pem")),
            new PemFile("KEY", folder.resolve(name + ".key")));
    write(bundle, files);
    return files;
  }

  /** Replaces the files of a certificate and its key. */
  public static void write(X509Bundle bundle, TlsFiles.CertificateAndKey files) throws IOException {
    replace(files.certificate(), bundle.getCertificatePathPEM());
    replace(files.key(), bundle.getPrivateKeyPEM());
  }

  public static void replace(PemFile file, String content) throws IOException {
    Path next = Files.writeString(Path.of(file.path() + ".next"), content);
    Files.move(next, file.path(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns the files of a server that requires no client certificates. */
  public TlsFiles listener(TlsFiles.CertificateAndKey files) {
    return new TlsFiles(Optional.of(files), Optional.empty(), CHECK_INTERVAL);
  }

  /** Returns the files of a client or server that requires a certificate of this authority. */
  public TlsFiles mutual(TlsFiles.CertificateAndKey files) {
    return new TlsFiles(Optional.of(files), Optional.of(file()), CHECK_INTERVAL);
  }

  /** Returns the files of a client without a certificate. */
  public TlsFiles client() {
    return new TlsFiles(Optional.empty(), Optional.of(file()), CHECK_INTERVAL);
  }
}
