package dev.flightwatch.toolkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.ConfigException;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class TlsFilesTest {
  @TempDir Path folder;
  private Vertx vertx;
  private TestAuthority authority;
  private TlsFiles.CertificateAndKey own;

  @BeforeEach
  void issue(Vertx vertx) throws Exception {
    this.vertx = vertx;
    authority = new TestAuthority(folder);
    own = authority.write(authority.issue("user-manager"));
  }

  @Test
  void readShouldReturnEqualCredentialsWhenTheFilesAreUnchanged() throws Exception {
    assertThat(read(authority.mutual(own))).isEqualTo(read(authority.mutual(own)));
  }

  @Test
  void readShouldReturnOtherCredentialsWhenAFileChanged() throws Exception {
    // given
    TlsCredentials before = read(authority.mutual(own));

    // when
    TestAuthority.write(authority.issue("user-manager"), own);

    // then
    assertThat(read(authority.mutual(own))).isNotEqualTo(before);
  }

  @Test
  void readShouldAcceptAnRsaKey() throws Exception {
    // given
    X509Bundle rsa = authority.issueRsa("x");

    // then
    assertThat(read(authority.listener(authority.write(rsa)))).asString().contains("CN=x");
  }

  @Test
  void readShouldReportEveryInvalidFile() throws Exception {
    // given
    Files.delete(own.key().path());
    TestAuthority.replace(authority.file(), "no certificate");

    // then
    assertThatThrownBy(() -> read(authority.mutual(own)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("KEY must be a readable file")
        .hasMessageContaining("CA must contain a");
  }

  @Test
  void readShouldFailWhenTheKeyHasAnotherAlgorithm() throws Exception {
    // given
    X509Bundle rsa = authority.issueRsa("x");
    TestAuthority.replace(own.key(), rsa.getPrivateKeyPEM());

    // then
    assertProblem(authority.listener(own), "KEY is not the key of");
  }

  @Test
  void readShouldFailWhenTheKeyHasAPassphrase() throws Exception {
    // given
    TestAuthority.replace(
        own.key(),
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");

    // then
    assertProblem(authority.listener(own), "KEY must contain an RSA or EC key in PEM");
  }

  @Test
  void readShouldFailWhenTheFilesAreSwapped() {
    assertProblem(
        authority.listener(new TlsFiles.CertificateAndKey(own.key(), own.certificate())),
        "KEY must contain a");
  }

  @Test
  void readShouldFailWhenTheCertificateHasExpired() throws Exception {
    assertProblem(
        authority.listener(authority.write(authority.issueExpired("user-manager"))),
        "CERTIFICATE expired at ");
  }

  @Test
  void readShouldFailWhenTheAuthorityHasExpired() throws Exception {
    // given
    X509Bundle old =
        new CertificateBuilder()
            .subject("CN=old")
            .setIsCertificateAuthority(true)
            .notBefore(Instant.now().minus(Duration.ofDays(2)))
            .notAfter(Instant.now().minus(Duration.ofDays(1)))
            .buildSelfSigned();
    TestAuthority.replace(authority.file(), old.getCertificatePEM());

    // then
    assertProblem(authority.client(), "CA contains a certificate that expired at ");
  }

  private void assertProblem(TlsFiles files, String beginning) {
    assertThatThrownBy(() -> read(files))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(beginning)
        .hasMessageContaining(folder.toString());
  }

  private TlsCredentials read(TlsFiles files) throws Exception {
    return files.read(vertx).await(10, TimeUnit.SECONDS);
  }
}
