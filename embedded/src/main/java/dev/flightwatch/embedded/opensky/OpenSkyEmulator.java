package dev.flightwatch.embedded.opensky;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;

/**
 * OpenSky's REST API and its token server in one HTTP server, for where there is no internet. Its
 * faults, credits and call counts can be reached from Java, and over HTTP under {@code /emulator}.
 */
public final class OpenSkyEmulator {

  /** Longer than the longest delay, so that it only ends what nobody uses. */
  private static final int IDLE_SECONDS = (int) Fault.LONGEST_DELAY.toSeconds() + 60;

  private final Vertx vertx;
  private final EmulatorOptions options;
  private final AccessTokens tokens;
  private final Credits credits;
  private final Faults faults = new Faults();
  private final CallLog calls = new CallLog();
  private volatile Traffic traffic;
  private volatile HttpServer server;

  public OpenSkyEmulator(Vertx vertx, EmulatorOptions options) {
    this.vertx = requireNonNull(vertx);
    this.options = requireNonNull(options);
    this.tokens = new AccessTokens(options.clock(), options.account().tokenLife());
    this.credits = new Credits(options.clock(), options.account());
  }

  /**
   * Makes the traffic, then listens. To be called once.
   *
   * @return fails with an IOException when the recordings cannot be read, with a BindException when
   *     the port is taken
   */
  public Future<OpenSkyEmulator> listen() {
    return vertx
        .executeBlocking(() -> options.traffic().startingAt(options.clock().instant()))
        .compose(this::serve)
        .map(this::listening);
  }

  /** Ends at once, calls under way included. */
  public Future<Void> close() {
    return server == null ? Future.succeededFuture() : server.close();
  }

  public int port() {
    return requireNonNull(server, "not listening yet").actualPort();
  }

  /** The root of the API. */
  public String apiUrl() {
    return url(EmulatorRoutes.API);
  }

  public String tokenUrl() {
    return url(TokenEndpoint.PATH);
  }

  /** The flights, for those who check answers against arithmetic of their own. */
  public Traffic traffic() {
    return requireNonNull(traffic, "not listening yet");
  }

  public Faults faults() {
    return faults;
  }

  public Credits credits() {
    return credits;
  }

  public CallLog calls() {
    return calls;
  }

  /** Every token given out so far is refused from now on. */
  public void expireTokens() {
    tokens.expireAll();
  }

  EmulatorOptions options() {
    return options;
  }

  AccessTokens tokens() {
    return tokens;
  }

  private Future<HttpServer> serve(Traffic made) {
    traffic = made;
    HttpServerOptions listening =
        new HttpServerOptions()
            .setHost(options.host())
            .setPort(options.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return vertx
        .createHttpServer(listening)
        .requestHandler(EmulatorRoutes.of(vertx, this))
        .listen();
  }

  private OpenSkyEmulator listening(HttpServer listener) {
    server = listener;
    return this;
  }

  private String url(String path) {
    return "http://" + options.host() + ":" + port() + path;
  }
}
