package dev.flightwatch.toolkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void ofShouldReturnAnAddressOfThisHost(String host) {
    assertThat(PrivateAddress.of(host).isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void ofShouldRejectTheWildcardAddress(String host) {
    assertThatThrownBy(() -> PrivateAddress.of(host))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "CLUSTER_HOST must be one private address, because the traffic is not encrypted"
                + " (it is \"%s\").",
            host);
  }

  @Test
  void ofShouldRejectAnAddressThatNoInterfaceHas() {
    assertThatThrownBy(() -> PrivateAddress.of("192.0.2.1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "CLUSTER_HOST must be an address of this host; no network interface has it"
                + " (it is \"192.0.2.1\").");
  }

  @Test
  void ofShouldRejectAnUnknownName() {
    assertThatThrownBy(() -> PrivateAddress.of("unknown.invalid"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the name cannot be resolved");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "10.1.2.3, true",
    "172.16.0.1, true",
    "192.168.1.1, true",
    "169.254.1.1, true",
    "100.64.0.1, true",
    "100.127.255.255, true",
    "::1, true",
    "fd00::1, true",
    "fe80::1, true",
    "100.128.0.1, false",
    "172.32.0.1, false",
    "192.0.2.1, false",
    "8.8.8.8, false",
    "2001:db8::1, false"
  })
  void isPrivateShouldFollowTheRfcs(String address, boolean expected) throws Exception {
    assertThat(PrivateAddress.isPrivate(InetAddress.getByName(address))).isEqualTo(expected);
  }
}
