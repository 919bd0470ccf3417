package dev.flightwatch.embedded.opensky;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/**
 * The OpenSky REST API and its token server in one HTTP server, for offline use. Faults, credits
 * and call counts are available in Java, and over HTTP under {@code /emulator}.
 */
public final class OpenSkyEmulator {

  /** Longer than the longest delay, so that only idle connections are closed. */
  private static final int IDLE_SECONDS = (int) Fault.LONGEST_DELAY.toSeconds() + 60;

  private final Vertx vertx;
  private final EmulatorOptions options;
  private final AccessTokens tokens;
  private final Credits credits;
  private final ActiveFaults faults = new ActiveFaults();
  private final CallLog calls = new CallLog();
  private volatile Traffic traffic;
  private volatile HttpServer server;

  public OpenSkyEmulator(Vertx vertx, EmulatorOptions options) {
    this.vertx = requireNonNull(vertx);
    this.options = requireNonNull(options);
    this.tokens = new AccessTokens(options.clock(), options.account().tokenLifetime());
    this.credits = new Credits(options.clock(), options.account());
  }

  /**
   * Prepares the traffic and starts to listen. Call it once.
   *
   * @return fails with an IOException if the recordings cannot be read, and with a BindException if
   *     the port is in use
   */
  public Future<OpenSkyEmulator> listen() {
    return vertx
        .executeBlocking(() -> options.traffic().startingAt(options.clock().instant()))
        .compose(this::serve)
        .map(this::started);
  }

  /** Closes the server immediately, and aborts calls in progress. */
  public Future<Void> close() {
    return server == null ? Future.succeededFuture() : server.close();
  }

  public int port() {
    return requireNonNull(server, "not listening yet").actualPort();
  }

  /** Returns the base URL of the API. */
  public String apiUrl() {
    return url(EmulatorRoutes.API);
  }

  public String tokenUrl() {
    return url(TokenEndpoint.PATH);
  }

  /** Returns the flights that the emulator serves, so that tests can compute expected results. */
  public Traffic traffic() {
    return requireNonNull(traffic, "not listening yet");
  }

  public ActiveFaults faults() {
    return faults;
  }

  public Credits credits() {
    return credits;
  }

  public CallLog calls() {
    return calls;
  }

  /** Invalidates all tokens that were issued so far. */
  public void expireTokens() {
    tokens.expireAll();
  }

  EmulatorOptions options() {
    return options;
  }

  AccessTokens tokens() {
    return tokens;
  }

  private Future<HttpServer> serve(Traffic prepared) {
    traffic = prepared;
    HttpServerOptions serverOptions =
        new HttpServerOptions()
            .setHost(options.host())
            .setPort(options.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return vertx
        .createHttpServer(serverOptions)
        .requestHandler(EmulatorRoutes.of(vertx, this))
        .listen();
  }

  private OpenSkyEmulator started(HttpServer listening) {
    server = listening;
    return this;
  }

  private String url(String path) {
    return "http://" + options.host() + ":" + port() + path;
  }
}
