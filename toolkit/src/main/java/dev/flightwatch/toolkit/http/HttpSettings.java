package dev.flightwatch.toolkit.http;

import static dev.flightwatch.toolkit.config.Setting.names;
import static dev.flightwatch.toolkit.config.Setting.number;
import static dev.flightwatch.toolkit.config.Setting.seconds;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import dev.flightwatch.toolkit.config.Settings;
import dev.flightwatch.toolkit.tls.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/** The settings of HTTP servers. */
public final class HttpSettings {
  /** The settings of every HTTP server. */
  public static final Settings SETTINGS = new Settings();

  /** The settings of an HTTP API. */
  public static final Settings API = new Settings(SETTINGS);

  /** The settings of an HTTP API with event streams. */
  public static final Settings STREAMING_API = new Settings(API);

  public static final Setting<Integer> INSTANCES =
      SETTINGS.add(
          Setting.perCore(
              "http_instances", 256, "Instances of the HTTP API, each on its own event loop."));
  public static final Setting<Set<String>> CORS_ORIGINS =
      SETTINGS.add(
          names(
                  "cors_origins",
                  "Comma-separated origins whose web pages may call the API, such as"
                      + " `https://example.org`; `*` for every origin; empty: none.")
              .map(HttpSettings::origins));
  private static final Setting<Duration> STOP_DELAY_SECONDS =
      SETTINGS.add(
          seconds(
              "http_stop_delay_seconds",
              0,
              0,
              600,
              "Time that the service goes on serving when it stops and is no longer ready, so that a"
                  + " load balancer notices first."));
  public static final Setting<Duration> DRAIN_SECONDS =
      SETTINGS.addTuning(
          seconds(
              "http_drain_seconds",
              20,
              0,
              600,
              "Time that requests may take to finish when the service stops, after"
                  + " `HTTP_STOP_DELAY_SECONDS`."));

  public static final Setting<URI> PUBLIC_URL =
      SETTINGS.add(
          Setting.httpUrl(
                  "public_url",
                  "http://localhost:8080",
                  "Address at which browsers reach the services, such as `https://example.org`. Only"
                      + " pages of this address may use the session cookie.")
              .map(HttpSettings::named));

  private static final Setting<Set<String>> ALLOWED_HOSTS =
      SETTINGS.add(
          names(
                  "allowed_hosts",
                  "Comma-separated host names, without ports, for which requests are served besides"
                      + " IP addresses, `localhost` and the name in `PUBLIC_URL`; others get 421.")
              .map(HttpSettings::hosts));

  private static final Setting<ClientNetworks> TRUSTED_PROXIES =
      SETTINGS.add(
          names(
                  "trusted_proxies",
                  "Comma-separated addresses, networks such as `192.0.2.0/28`, or host names of"
                      + " proxies, whose `X-Forwarded-For` or `Forwarded` says where a request comes"
                      + " from; empty: none. A gateway in the same process is always trusted.")
              .map(ClientNetworks::trusting));

  private static final Setting<Integer> IN_FLIGHT =
      API.addTuning(
          number(
              "http_in_flight",
              HttpLimits.IN_FLIGHT,
              1,
              100_000,
              "Concurrent requests per instance; more get 503."));
  private static final Setting<Integer> CLIENT_CONNECTIONS =
      SETTINGS.add(
          number(
              "http_client_connections",
              ClientLimits.STANDARD.connections(),
              1,
              1_000_000,
              "Connections that one client may have open; more are closed. All that share an address"
                  + " are one client. A trusted proxy may have any number."));
  private static final Setting<Integer> CLIENT_STREAMS =
      STREAMING_API.add(
          number(
              "http_client_streams",
              ClientLimits.STANDARD.eventStreams(),
              1,
              1_000_000,
              "Streams of events that one client may have open, one for each browser; more get 429."));
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+](:[0-9]{1,5})?");

  private HttpSettings() {}

  /**
   * Stops a server as configured.
   *
   * @param drained ends what would hold the stop until its end, such as streams; called after the
   *     delay
   */
  public static Future<Void> stop(Config config, HttpListener server, Runnable drained) {
    return server
        .drain(config.get(STOP_DELAY_SECONDS))
        .compose(
            v -> {
              drained.run();
              return server.close(config.get(DRAIN_SECONDS));
            });
  }

  private static URI named(URI url) {
    if (url.getHost() == null) {
      throw new IllegalArgumentException("must have a host name without underscores");
    }
    return url;
  }

  private static Set<String> hosts(Set<String> texts) {
    if (!texts.stream().map(HostNames::normal).allMatch(HostNames::isName)) {
      throw new IllegalArgumentException(
          "must be host names without ports, separated by commas; IP addresses are always served");
    }
    return texts;
  }

  private static Set<String> origins(Set<String> texts) {
    boolean any = texts.contains(CrossOrigin.ANY) && texts.size() == 1;
    if (!any && !texts.stream().allMatch(ORIGIN.asMatchPredicate())) {
      throw new IllegalArgumentException(
          "must be * alone, or origins as browsers send them: http:// or https://, a host in lower"
              + " case, and the port unless it is the default one");
    }
    return texts;
  }

  /**
   * Returns the options of a server with the configured TLS files, origins, proxies, hosts and
   * connections.
   *
   * @param vertx of the calling verticle
   * @param name the server in logs, such as {@code orders http}
   */
  public static HttpListenerOptions listener(
      Vertx vertx, Config config, String name, String host, int port) {
    return new HttpListenerOptions(
        name,
        host,
        port,
        HttpLimits.of(HttpLimits.IN_FLIGHT)
            .withPerClient(
                new ClientLimits(
                    config.get(CLIENT_CONNECTIONS),
                    ClientLimits.STANDARD.eventStreams(),
                    ClientLimits.STANDARD.streams())),
        TlsSettings.http(config),
        config.get(CORS_ORIGINS),
        config.get(TRUSTED_PROXIES).begin(vertx),
        ServedHosts.of(config.get(PUBLIC_URL), config.get(ALLOWED_HOSTS)));
  }

  /** Returns the options of an API: those of a {@link #listener}, and the limit on requests. */
  public static HttpListenerOptions api(
      Vertx vertx, Config config, String name, String host, int port) {
    HttpListenerOptions options = listener(vertx, config, name, host, port);
    return options.withLimits(options.limits().withMaxInFlight(config.get(IN_FLIGHT)));
  }

  /** Returns the options of an {@link #api} with event streams, and the limit on these. */
  public static HttpListenerOptions streamingApi(
      Vertx vertx, Config config, String name, String host, int port) {
    HttpListenerOptions options = api(vertx, config, name, host, port);
    ClientLimits perClient =
        options.limits().perClient().withEventStreams(config.get(CLIENT_STREAMS));
    return options.withLimits(options.limits().withPerClient(perClient));
  }
}
