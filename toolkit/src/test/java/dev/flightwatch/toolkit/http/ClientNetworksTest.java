package dev.flightwatch.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flightwatch.testkit.RawHttpClient;
import dev.flightwatch.toolkit.limit.ClientNetwork;
import io.netty.util.NetUtil;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import io.vertx.junit5.VertxExtension;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class ClientNetworksTest {
  private static final String BOTH = "X-Forwarded-For: 203.0.113.7 | Forwarded: ";

  private static String network(Vertx vertx, ClientNetworks target, String headers)
      throws Exception {
    int port =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().end(target.of(request) + "!"))
            .listen(0, "127.0.0.1")
            .await(20, TimeUnit.SECONDS)
            .actualPort();
    String lines = headers.isEmpty() ? "" : headers.replace(" | ", "\r\n") + "\r\n";
    return RawHttpClient.connect(vertx, port)
        .send("GET / HTTP/1.1\r\nHost: x\r\n" + lines + "Connection: close\r\n\r\n")
        .awaitClose();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "``                   # X-Forwarded-For: 203.0.113.7               # 127.0.0.1",
        "127.0.0.0/8          # ``                                         # 127.0.0.1",
        "127.0.0.1            # X-Forwarded-For: 203.0.113.7               # 203.0.113.7",
        "127.0.0.1            # X-Forwarded-For: 198.51.100.9, 203.0.113.7 # 203.0.113.7",
        "127.0.0.1,10.0.0.0/8 # X-Forwarded-For: 198.51.100.9, 203.0.113.7, 10.1.2.3 # 203.0.113.7",
        "127.0.0.1,10.0.0.0/8 # X-Forwarded-For: 10.1.2.3                  # 10.1.2.3",
        "127.0.0.1,10.0.0.0/8 # X-Forwarded-For: unknown, 10.1.2.3         # 10.1.2.3",
        "127.0.0.1,10.0.0.0/8 # X-Forwarded-For: 9.9.9.9, x, 10.1.2.3      # 10.1.2.3",
        "127.0.0.1            # X-Forwarded-For: 203.0.113.7, unknown      # 127.0.0.1",
        "127.0.0.1            # X-Forwarded-For: unknown, 203.0.113.7      # 203.0.113.7",
        "127.0.0.1            # X-Forwarded-For: 2001:db8:1:2:3:4:5:6      # 2001:db8:1:2::/64",
        "127.0.0.1            # X-Forwarded-For: ::ffff:203.0.113.7        # 203.0.113.7",
        "10.0.0.0/8           # X-Forwarded-For: 203.0.113.7               # 127.0.0.1",
        "127.0.0.1 # X-Forwarded-For: 203.0.113.7:5678                     # 203.0.113.7",
        "127.0.0.1 # X-Forwarded-For: [2001:db8:1:2:3::6]                  # 2001:db8:1:2::/64",
        "127.0.0.1 # X-Forwarded-For: [2001:db8:1:2:3::6]:4711             # 2001:db8:1:2::/64",
        "127.0.0.1 # X-Forwarded-For: \"203.0.113.7\"                      # 203.0.113.7",
        "127.0.0.1 # X-Forwarded-For: [203.0.113.7                         # 127.0.0.1",
        "127.0.0.1 # X-Forwarded-For: 203.0.113.7:x                        # 127.0.0.1",
        "127.0.0.1 # X-Forwarded-For: 203.0.113.7, ,                       # 127.0.0.1",
        "127.0.0.1 # X-Forwarded-For: 203.0.113.256                        # 127.0.0.1",
        "127.0.0.1 # X-Forwarded-For: fe80::1%eth0                         # 127.0.0.1",
        "127.0.0.1 # X-Forwarded-For: \", 203.0.113.7                      # 203.0.113.7",
        "127.0.0.1 # X-Forwarded-For: for=203.0.113.7                      # 127.0.0.1",
        "127.0.0.1 # Forwarded: for=203.0.113.7                            # 203.0.113.7",
        "127.0.0.1 # Forwarded: proto=https;For=\"203.0.113.7:80\";by=_x   # 203.0.113.7",
        "127.0.0.1 # Forwarded: for=\"[2001:db8:1:2::1]:4711\"             # 2001:db8:1:2::/64",
        "127.0.0.1 # Forwarded: for=\"[2001:db8:1:2::1]:_port\"            # 2001:db8:1:2::/64",
        "127.0.0.1 # Forwarded: for=9.9.9.9 | Forwarded: for=203.0.113.7   # 203.0.113.7",
        "127.0.0.1 # Forwarded: for=9.9.9.9, for=_hidden                   # 127.0.0.1",
        "127.0.0.1 # Forwarded: for=unknown                                # 127.0.0.1",
        "127.0.0.1 # Forwarded: host=\"x;for=9.9.9.9\";for=203.0.113.7      # 127.0.0.1",
        "127.0.0.1 # Forwarded: for=203.0.113.7;host=\"x;for=9.9.9.9\"      # 127.0.0.1",
        "127.0.0.1 # Forwarded: for=203.0.113.7;host=\"x,for=9.9.9.9\"      # 127.0.0.1",
        "127.0.0.1 # Forwarded: for=203.0.113.7;host=\"x,for=9.9.9.9;a=\\\"\" # 127.0.0.1",
        "127.0.0.1 # Forwarded: for=9.9.9.9;by=\", for=203.0.113.7         # 203.0.113.7",
        "127.0.0.1 # Forwarded: for=9.9.9.9;by=\", for=\"[2001:db8::1]:1\" # 2001:db8::/64",
        "127.0.0.1 # Forwarded: for=9.9.9.9;for=203.0.113.7                # 127.0.0.1",
        "127.0.0.1 # Forwarded: secret=x                                   # 127.0.0.1",
        "127.0.0.1 # " + BOTH + "for=203.0.113.7                           # 203.0.113.7",
        "127.0.0.1 # " + BOTH + "for=9.9.9.9                               # 127.0.0.1",
        "127.0.0.1 # " + BOTH + "                                          # 127.0.0.1",
      })
  void networkShouldBeThatOfTheLastHopThatIsNoTrustedProxy(
      String proxies, String headers, String expected, Vertx vertx) throws Exception {
    ClientNetworks target =
        ClientNetworks.trusting(proxies.isEmpty() ? Set.of() : Set.of(proxies.split(",")));

    assertThat(network(vertx, target, headers)).endsWith("\r\n\r\n" + expected + "!");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 192.0.2.7, 192.0.2.7",
    "10.0.0.1, 192.0.2.8, 192.0.2.8",
    "10.0.0.1, 2001:db8:1:2::7, 2001:db8:1:2::/64",
    "10.0.0.1, 10.0.0.2, 10.0.0.2",
    "10.0.0.1, 10.0.0.1,",
    "10.0.0.0/8, 10.0.0.2,",
  })
  void connectionShouldBeOfTheNetworkOfItsPeerUnlessThatIsATrustedProxy(
      String proxies, String peer, String expected) {
    SocketAddress address = SocketAddress.inetSocketAddress(9, peer);
    HttpConnection connection =
        (HttpConnection)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpConnection.class},
                (proxy, method, arguments) -> address);

    assertThat(ClientNetworks.trusting(Set.of(proxies)).ofPeer(connection))
        .isEqualTo(Optional.ofNullable(expected).map(ClientNetwork::new));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, {192.0.2.7=10}",
    "::ffff:192.0.2.7, {192.0.2.7=10}",
    "2001:db8:1:2:3:4:5:6, '{2001:db8:1:2::/64=10, 2001:db8:1::/48=80}'",
    "2001:db8:1:3::, '{2001:db8:1:3::/64=10, 2001:db8:1::/48=80}'",
    "2001:db8:2:2::1, '{2001:db8:2:2::/64=10, 2001:db8:2::/48=80}'",
    "::1, '{::/64=10, ::/48=80}'"
  })
  void limitShouldCountAnIpv6ClientTwice(String address, String expected) {
    ClientNetwork target = ClientNetwork.of(NetUtil.createInetAddressFromIpAddressString(address));

    assertThat(target.keyToLimit(10)).hasToString(expected);
    assertThat(new ClientNetwork(target.key()).keyToLimit(10)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Proxy",
        "proxy:80",
        "a..b",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0/8",
        "::/129",
        "1/-1",
        "a b",
        "-",
        "10.0.0"
      })
  void trustingShouldRejectOtherTexts(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientNetworks.trusting(Set.of(text)))
        .withMessageStartingWith("must be IP addresses, networks");
  }

  @Test
  void proxyShouldBeTrustedByItsName(Vertx vertx) throws Exception {
    ClientNetworks target = ClientNetworks.trusting(Set.of("localhost", "nowhere.invalid"));
    String headers = "X-Forwarded-For: 203.0.113.7";
    assertThat(network(vertx, target, headers)).endsWith("127.0.0.1!");

    target.begin(vertx);

    String seen;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    do {
      seen = network(vertx, target, headers);
    } while (!seen.endsWith("203.0.113.7!") && System.nanoTime() < end);
    assertThat(seen).endsWith("203.0.113.7!");
  }
}
