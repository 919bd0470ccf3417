package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.FaultTarget.API;
import static dev.flightwatch.embedded.opensky.FaultTarget.TOKEN;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;

/** The routes of the emulator. */
final class EmulatorRoutes {

  static final String BASE = "/api";

  /** Each response says that it is not of the OpenSky Network. */
  static final String HEADER = "X-OpenSky-Emulator";

  private static final long MAX_BODY_BYTES = 64 * 1024;

  private EmulatorRoutes() {}

  static Router of(Vertx vertx, OpenSkyEmulator emulator) {
    FlightsEndpoint flights = new FlightsEndpoint(emulator);
    StatesEndpoint states = new StatesEndpoint(emulator);
    TokenEndpoint token = new TokenEndpoint(emulator);
    FaultInjector injector = new FaultInjector(vertx, emulator);
    BodyHandler body = BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);

    Router router = Router.router(vertx);
    if (emulator.options().isDisclosed()) {
      router
          .route()
          .handler(
              context -> {
                context.response().putHeader(HEADER, "true");
                context.next();
              });
    }
    router.post(TokenEndpoint.PATH).handler(body).handler(injector.serve(TOKEN, token::issue));
    router.get(BASE + "/flights/departure").handler(injector.serve(API, flights::departures));
    router.get(BASE + "/flights/arrival").handler(injector.serve(API, flights::arrivals));
    router.get(BASE + "/states/all").handler(injector.serve(API, states::all));
    new ControlEndpoints(emulator).addRoutes(router, body);
    return router;
  }
}
