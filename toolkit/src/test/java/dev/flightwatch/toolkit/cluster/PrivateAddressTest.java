package dev.flightwatch.toolkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void ofShouldReturnAnAddressOfThisHost(String host) {
    assertThat(PrivateAddress.of(host).isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "10.255.255.254", "unknown.invalid"})
  void ofShouldRejectOtherAddresses(String host) {
    assertThatThrownBy(() -> PrivateAddress.of(host))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "CLUSTER_HOST must be a private address of this host, because the traffic is not"
                + " encrypted (it is \"%s\").",
            host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.1.1 100.64.0.1 100.127.255.255",
        "::1 fd00::1 fe80::1"
      })
  void isPrivateShouldBeTrueByTheRfcs(String addresses) throws Exception {
    for (String address : addresses.split(" ")) {
      assertThat(PrivateAddress.isPrivate(InetAddress.getByName(address))).as(address).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"100.128.0.1", "172.32.0.1", "192.0.2.1", "8.8.8.8", "2001:db8::1"})
  void isPrivateShouldBeFalseForOthers(String address) throws Exception {
    assertThat(PrivateAddress.isPrivate(InetAddress.getByName(address))).isFalse();
  }
}
