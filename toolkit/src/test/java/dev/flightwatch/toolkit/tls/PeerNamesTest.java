package dev.flightwatch.toolkit.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerNamesTest {
  private X509Bundle authority;

  @BeforeEach
  void makeAuthority() throws Exception {
    authority =
        new CertificateBuilder()
            .subject("CN=any")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
  }

  @Test
  void namesShouldBeTheDnsNamesWhenThereAreAny() throws Exception {
    assertThat(
            PeerNames.of(
                new CertificateBuilder()
                    .subject("CN=ignored")
                    .addSanDnsName("Data-Collector")
                    .addSanDnsName("localhost")
                    .addSanIpAddress("127.0.0.1")
                    .buildIssuedBy(authority)
                    .getCertificate()))
        .containsExactlyInAnyOrder("data-collector", "localhost");
  }

  @Test
  void nameShouldBeTheCommonNameWhenThereIsNoDnsName() throws Exception {
    assertThat(
            PeerNames.of(
                new CertificateBuilder()
                    .subject("O=data-collector, CN=Client")
                    .buildIssuedBy(authority)
                    .getCertificate()))
        .containsExactly("client");
  }
}
