package dev.flightwatch.embedded.opensky;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Instant;

/**
 * The OpenSky REST API and its token server in one HTTP server, for offline use. Faults and the
 * latest calls are available in Java, and over HTTP under {@code /emulator}.
 */
public final class OpenSkyEmulator {

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
    this.tokens = new AccessTokens(options.clock());
    this.credits = new Credits(options.clock(), options.account().dailyCredits());
  }

  /**
   * Prepares the traffic and starts to listen. Call it once.
   *
   * @return fails with an IOException if the recordings cannot be read, and with a BindException if
   *     the port is in use
   */
  public Future<OpenSkyEmulator> listen() {
    return vertx
        .executeBlocking(() -> options.traffic().startingAt(now(), options.batchHour()))
        .compose(this::serve);
  }

  /** Closes the server immediately, and aborts calls in progress. */
  public Future<Void> close() {
    return server.close();
  }

  /** Returns the base URL of the API. */
  public String apiUrl() {
    return url(EmulatorRoutes.BASE);
  }

  public String tokenUrl() {
    return url(TokenEndpoint.PATH);
  }

  String controlUrl() {
    return url(ControlEndpoints.PATH);
  }

  /** Returns the flights that the emulator serves, so that tests can compute expected results. */
  public Traffic traffic() {
    return traffic;
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

  Instant now() {
    return options.clock().instant();
  }

  private Future<OpenSkyEmulator> serve(Traffic prepared) {
    traffic = prepared;
    server = vertx.createHttpServer().requestHandler(EmulatorRoutes.of(vertx, this));
    return server.listen(options.port(), options.host()).map(this);
  }

  private String url(String path) {
    return "http://" + options.host() + ":" + server.actualPort() + path;
  }
}
