package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.metrics.MeteredVertx;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of a name whose address changes, by a real DNS server. */
class PeerNameTest {
  private static final String FIRST = "127.0.0.2";
  private static final String SECOND = "127.0.0.3";

  private final Vertx servers = Vertx.vertx();
  private NameServer names;
  private GrpcJavaPeer first;
  private GrpcJavaPeer second;
  private Vertx vertx;

  @BeforeEach
  void listen() throws Exception {
    names = await(new NameServer(servers).listen());
    first = peer(FIRST, 0);
    second = peer(SECOND, first.port());
  }

  private static GrpcJavaPeer peer(String host, int port) throws IOException {
    return new GrpcJavaPeer(
        new InetSocketAddress(host, port), 9, (attempt, call) -> GrpcJavaPeer.say(call, host));
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
    await(servers.close());
    first.close();
    second.close();
  }

  private GrpcChannel open(ServiceConfig config) {
    VertxOptions options = new VertxOptions();
    options.setAddressResolverOptions(
        new AddressResolverOptions().addServer(names.address()).setSearchDomains(List.of()));
    vertx = MeteredVertx.builder(options).build();
    HostAndPort peer = new HostAndPort("peer.test", second.port());
    return GrpcChannel.open(vertx, peer, config, Optional.empty(), Optional.empty()).result();
  }

  @Test
  void callShouldReachTheNewAddressWhenThePeerIsReplaced() throws Exception {
    // given
    names.respondWith(FIRST);
    GrpcChannel target = open(Echo.retrying("30s", 5, "0.5s", "1s"));
    assertThat(await(Echo.say(target, "hello"))).isEqualTo(FIRST);

    // when
    names.respondWith(SECOND);
    first.close();

    // then
    assertThat(await(Echo.say(target, "hello"))).isEqualTo(SECOND);
  }
}
