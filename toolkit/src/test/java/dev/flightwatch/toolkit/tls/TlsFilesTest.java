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
  private TlsFiles.Pair pair;

  @BeforeEach
  void issue(Vertx vertx) throws Exception {
    this.vertx = vertx;
    authority = new TestAuthority(folder);
    pair = authority.write(authority.issue("user-manager"));
  }

  @Test
  void readShouldGiveEqualCredentialsWhenTheFilesAreTheSame() throws Exception {
    assertThat(read(authority.mutual(pair))).isEqualTo(read(authority.mutual(pair)));
  }

  @Test
  void readShouldGiveOthersWhenAFileChanged() throws Exception {
    // given
    TlsCredentials before = read(authority.mutual(pair));

    // when
    TestAuthority.write(authority.issue("user-manager"), pair);

    // then
    assertThat(read(authority.mutual(pair))).isNotEqualTo(before);
  }

  @Test
  void readShouldTakeAnRsaKey() throws Exception {
    // given
    X509Bundle rsa = authority.issueRsa("x");

    // then
    assertThat(read(authority.listener(authority.write(rsa)))).asString().contains("CN=x");
  }

  @Test
  void readShouldNameEveryFileThatIsWrong() throws Exception {
    // given
    Files.delete(pair.key().path());
    TestAuthority.replace(authority.file(), "no certificate");

    // then
    assertThatThrownBy(() -> read(authority.mutual(pair)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("KEY cannot be read")
        .hasMessageContaining("CA holds no certificate");
  }

  @Test
  void readShouldFailWhenTheKeyIsOfAnotherKind() throws Exception {
    // given
    X509Bundle rsa = authority.issueRsa("x");
    TestAuthority.replace(pair.key(), rsa.getPrivateKeyPEM());

    // then
    assertProblem(authority.listener(pair), "KEY is not the key of");
  }

  @Test
  void readShouldFailWhenTheKeyHasAPassphrase() throws Exception {
    // given
    TestAuthority.replace(
        pair.key(),
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");

    // then
    assertProblem(authority.listener(pair), "KEY holds no RSA or EC key in PEM");
  }

  @Test
  void readShouldFailWhenTheFilesAreSwapped() {
    assertProblem(
        authority.listener(new TlsFiles.Pair(pair.key(), pair.certificate())),
        "KEY holds no certificate");
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
    assertProblem(authority.client(), "CA holds a certificate that expired at ");
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
