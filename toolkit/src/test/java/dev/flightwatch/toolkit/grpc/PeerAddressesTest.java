package dev.flightwatch.toolkit.grpc;

import static dev.flightwatch.toolkit.grpc.Echo.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.metrics.MeteredVertx;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls of a name with two addresses, by a real DNS server. */
class PeerAddressesTest {
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

  private GrpcChannel open(Function<VertxOptions, VertxBuilder> builder, ServiceConfig config) {
    VertxOptions options = new VertxOptions();
    options.setAddressResolverOptions(
        new AddressResolverOptions().addServer(names.address()).setSearchDomains(List.of()));
    vertx = builder.apply(options).build();
    HostAndPort peer = new HostAndPort("peer.test", second.port());
    return GrpcChannel.open(vertx, peer, config, Optional.empty()).result();
  }

  static List<Function<VertxOptions, VertxBuilder>> builders() {
    return List.of(MeteredVertx::builder, Vertx.builder()::with);
  }

  @ParameterizedTest
  @MethodSource("builders")
  void callShouldReachTheNewAddressWhenThePeerIsReplaced(
      Function<VertxOptions, VertxBuilder> builder) throws Exception {
    // given
    names.respondWith(FIRST);
    GrpcChannel target = open(builder, Echo.retrying("3s", 5, "0.5s", "1s"));
    assertThat(await(Echo.say(target, "hello"))).isEqualTo(FIRST);

    // when
    names.respondWith(SECOND);
    first.close();

    // then
    assertThat(await(Echo.say(target, "hello"))).isEqualTo(SECOND);
  }

  @RepeatedTest(8)
  void callShouldTryAnotherAddressWhenOneRefuses() throws Exception {
    // given
    names.respondWith(FIRST, SECOND);
    first.close();

    // when
    GrpcChannel target = open(MeteredVertx::builder, Echo.retrying("3s", 2, "0.05s", "0.05s"));

    // then
    assertThat(await(Echo.say(target, "hello"))).isEqualTo(SECOND);
  }

  @RepeatedTest(4)
  void callShouldTryAnotherAddressWhenTheConnectionEnds() throws Exception {
    // given
    names.respondWith(FIRST, SECOND);
    GrpcChannel target = open(MeteredVertx::builder, Echo.retrying("3s", 2, "0.05s", "0.05s"));
    String used = await(Echo.say(target, "hello"));
    assertThat(await(Echo.say(target, "hello"))).isEqualTo(used);

    // when
    (used.equals(FIRST) ? first : second).close();

    // then
    assertThat(await(Echo.say(target, "hello"))).isEqualTo(used.equals(FIRST) ? SECOND : FIRST);
  }
}
