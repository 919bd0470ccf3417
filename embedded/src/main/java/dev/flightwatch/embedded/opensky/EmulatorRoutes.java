package dev.flightwatch.embedded.opensky;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;

/** The routes of the emulator. */
final class EmulatorRoutes {

  static final String API = "/api";

  private static final long MAX_BODY_BYTES = 64 * 1024;

  private EmulatorRoutes() {}

  static Router of(Vertx vertx, OpenSkyEmulator emulator) {
    Clock clock = emulator.options().clock();
    CallerAuthenticator authenticator =
        new CallerAuthenticator(emulator.options().account(), emulator.tokens());
    FlightsEndpoint flights =
        new FlightsEndpoint(clock, authenticator, emulator.credits(), emulator.traffic());
    StatesEndpoint states =
        new StatesEndpoint(clock, authenticator, emulator.credits(), emulator.traffic());
    TokenEndpoint token = new TokenEndpoint(emulator.options().account(), emulator.tokens());
    FaultInjector injector =
        new FaultInjector(clock, emulator.faults(), emulator.calls(), new ResponseSender(vertx));
    BodyHandler body = BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);

    Router router = Router.router(vertx);
    router.post(TokenEndpoint.PATH).handler(body).handler(injector.serve(FaultTarget.TOKEN, token));
    get(router, "/flights/departure", injector, flights::departures);
    get(router, "/flights/arrival", injector, flights::arrivals);
    get(router, "/flights/aircraft", injector, flights::ofAircraft);
    get(router, "/flights/all", injector, flights::all);
    get(router, "/states/all", injector, states::all);
    get(router, "/states/own", injector, states::own);
    new ControlEndpoints(emulator).addRoutes(router, body);
    router.route().handler(EmulatorRoutes::unknownPath);
    return router;
  }

  private static void get(
      Router router, String path, FaultInjector injector, EmulatorEndpoint endpoint) {
    router.get(API + path).handler(injector.serve(FaultTarget.API, endpoint));
  }

  /** Has a body, unlike the 404 response for an airport without flights. */
  private static void unknownPath(RoutingContext context) {
    context.response().setStatusCode(404);
    context.json(
        new JsonObject()
            .put("status", 404)
            .put("error", "Not Found")
            .put("path", context.request().path()));
  }
}
