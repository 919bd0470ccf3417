package dev.flightwatch.gateway;

import dev.flightwatch.gateway.proxy.UpstreamOptions;
import dev.flightwatch.toolkit.config.HostAndPort;
import dev.flightwatch.toolkit.http.ClientLimits;
import dev.flightwatch.toolkit.http.ClientNetworks;
import dev.flightwatch.toolkit.http.HttpLimits;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.ServedHosts;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Opens gateways for tests.
 *
 * @param userManager port of the user manager
 * @param dataCollector port of the data collector
 * @param upstream bounds of the calls to both
 * @param requestTimeout how long a client may take
 * @param clientRequests requests per second of one client
 * @param clients determines which peers are trusted proxies
 */
record GatewayRig(
    int userManager,
    int dataCollector,
    UpstreamOptions upstream,
    Duration requestTimeout,
    int clientRequests,
    ClientNetworks clients) {
  private static final int UNLIMITED = 100_000;
  private static final ServedHosts HOSTS =
      ServedHosts.of(URI.create("http://localhost"), Set.of("x", "a.b"));

  static GatewayRig of(int userManager, int dataCollector) {
    return new GatewayRig(
        userManager,
        dataCollector,
        UpstreamOptions.STANDARD,
        Duration.ofSeconds(30),
        UNLIMITED,
        ClientNetworks.DIRECT);
  }

  GatewayRig withUpstream(UpstreamOptions options) {
    return with(options, requestTimeout, clientRequests, clients);
  }

  GatewayRig withRequestTimeout(Duration timeout) {
    return with(upstream, timeout, clientRequests, clients);
  }

  GatewayRig withClientRequests(int perSecond) {
    return with(upstream, requestTimeout, perSecond, clients);
  }

  GatewayRig trusting(String... proxies) {
    ClientNetworks trusting = ClientNetworks.trusting(Set.of(proxies));
    return with(upstream, requestTimeout, clientRequests, trusting);
  }

  private GatewayRig with(
      UpstreamOptions options, Duration timeout, int requests, ClientNetworks known) {
    return new GatewayRig(userManager, dataCollector, options, timeout, requests, known);
  }

  /** Opens a gateway on an event loop of its own. */
  Gateway open(Vertx vertx) throws Exception {
    GatewayOptions options =
        new GatewayOptions(
            new HttpListenerOptions(
                "gateway http",
                "127.0.0.1",
                0,
                new HttpLimits(65_536, requestTimeout, 1_024, 8_192)
                    .withPerClient(new ClientLimits(UNLIMITED, UNLIMITED, UNLIMITED)),
                Optional.empty(),
                Set.of(),
                clients,
                HOSTS),
            new HostAndPort("127.0.0.1", userManager),
            new HostAndPort("127.0.0.1", dataCollector),
            Optional.empty(),
            clientRequests,
            Optional.empty(),
            upstream);
    Host host = new Host(options);
    vertx.deployVerticle(host).await(30, TimeUnit.SECONDS);
    return host.gateway;
  }

  private static final class Host extends VerticleBase {
    private final GatewayOptions options;
    private Gateway gateway;

    Host(GatewayOptions options) {
      this.options = options;
    }

    @Override
    public Future<?> start() {
      return Gateway.open(vertx, options).onSuccess(opened -> gateway = opened);
    }
  }

  /** Returns a port on which nothing listens. */
  static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
