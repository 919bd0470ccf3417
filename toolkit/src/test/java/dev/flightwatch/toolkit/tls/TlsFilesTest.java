package dev.flightwatch.toolkit.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.toolkit.config.ConfigException;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void readShouldFailWhenAFileIsMissing() throws Exception {
    // given
    Files.delete(own.key().path());

    // then
    assertProblem(authority.listener(own), "KEY must be a readable file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RSA",
        "no key",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"
      })
  void readShouldFailWhenTheKeyDoesNotFit(String key) throws Exception {
    // given
    TestAuthority.replace(
        own.key(), key.equals("RSA") ? authority.issueRsa("x").getPrivateKeyPEM() : key);

    // then
    assertProblem(authority.listener(own), "KEY must contain an RSA or EC key in PEM");
  }

  @Test
  void readShouldFailWhenTheFilesAreSwapped() {
    assertProblem(
        authority.listener(new TlsFiles.CertificateAndKey(own.key(), own.certificate())),
        "KEY must contain a certificate in PEM");
  }

  @Test
  void readShouldFailWhenACertificateHasExpired() throws Exception {
    // given
    X509Bundle expired = authority.issueExpired("user-manager");

    // then
    String problem = " contains a certificate that is not valid now: NotAfter: ";
    assertProblem(authority.listener(authority.write(expired)), "CERTIFICATE" + problem);
    TestAuthority.replace(authority.file(), expired.getCertificatePEM());
    assertProblem(authority.client(), "CA" + problem);
  }

  private void assertProblem(TlsFiles files, String beginning) {
    assertThatThrownBy(() -> read(files))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(beginning)
        .hasMessageContaining(folder.toString());
  }

  private TlsCredentials read(TlsFiles files) throws Exception {
    return files.read(vertx).await(30, TimeUnit.SECONDS);
  }
}
