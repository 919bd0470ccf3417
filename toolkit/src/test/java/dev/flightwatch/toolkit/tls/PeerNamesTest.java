package dev.flightwatch.toolkit.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerNamesTest {
  @ParameterizedTest
  @CsvSource({
    "CN=ignored, Data-Collector localhost, data-collector localhost",
    "'O=data-collector, CN=Client', '', client",
    "O=data-collector, '', ''"
  })
  void namesShouldBeTheDnsNamesOrElseTheCommonName(String subject, String dnsNames, String names)
      throws Exception {
    // given
    CertificateBuilder builder =
        new CertificateBuilder().subject(subject).setIsCertificateAuthority(true);
    words(dnsNames).forEach(builder::addSanDnsName);

    // then
    assertThat(PeerNames.of(builder.buildSelfSigned().getCertificate()))
        .containsExactlyInAnyOrderElementsOf(words(names).toList());
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty());
  }
}
