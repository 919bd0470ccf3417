package dev.flightwatch.embedded.opensky;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Clock;

/** Which path leads where. */
final class EmulatorRoutes {

  static final String API = "/api";

  private static final long LONGEST_BODY_BYTES = 64 * 1024;

  private EmulatorRoutes() {}

  static Router of(Vertx vertx, OpenSkyEmulator emulator) {
    Clock clock = emulator.options().clock();
    Callers callers = new Callers(emulator.options().account(), emulator.tokens());
    FlightsEndpoint flights =
        new FlightsEndpoint(clock, callers, emulator.credits(), emulator.traffic());
    StatesEndpoint states =
        new StatesEndpoint(clock, callers, emulator.credits(), emulator.traffic());
    TokenEndpoint token = new TokenEndpoint(emulator.options().account(), emulator.tokens());
    FaultInjector door =
        new FaultInjector(clock, emulator.faults(), emulator.calls(), new Delivery(vertx));
    BodyHandler body = BodyHandler.create(false).setBodyLimit(LONGEST_BODY_BYTES);

    Router router = Router.router(vertx);
    router.post(TokenEndpoint.PATH).handler(body).handler(door.serve(Fault.Door.TOKEN, token));
    get(router, "/flights/departure", door, flights::departures);
    get(router, "/flights/arrival", door, flights::arrivals);
    get(router, "/flights/aircraft", door, flights::ofAircraft);
    get(router, "/flights/all", door, flights::all);
    get(router, "/states/all", door, states::all);
    get(router, "/states/own", door, states::own);
    new ControlEndpoints(emulator).addRoutes(router, body);
    router.route().handler(EmulatorRoutes::unknownPath);
    return router;
  }

  private static void get(
      Router router, String path, FaultInjector door, EmulatorEndpoint endpoint) {
    router.get(API + path).handler(door.serve(Fault.Door.API, endpoint));
  }

  /** Has a body, so that a wrong address is not taken for an airport without flights. */
  private static void unknownPath(RoutingContext context) {
    context.response().setStatusCode(404);
    context.json(
        new JsonObject()
            .put("status", 404)
            .put("error", "Not Found")
            .put("path", context.request().path()));
  }
}
