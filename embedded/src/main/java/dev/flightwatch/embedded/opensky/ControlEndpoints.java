package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.stream.Stream;

/** The control API of the emulator, under {@code /emulator}: its faults and the latest calls. */
record ControlEndpoints(OpenSkyEmulator emulator) {
  static final String PATH = "/emulator";

  private static final String EXPIRE_TOKENS = "expire-tokens";
  private static final String PROBLEM =
      "not a fault (%s): ".formatted(Stream.of(FaultKind.values()).map(Fault::name).toList());

  void addRoutes(Router router, BodyHandler body) {
    router
        .get(PATH)
        .handler(context -> context.json(faults().put("calls", emulator.calls().toJson())));
    router.post(PATH + "/faults").handler(body).handler(this::addFault);
    router.delete(PATH + "/faults").handler(this::clearFaults);
  }

  private void addFault(RoutingContext context) {
    try {
      JsonObject fault = context.body().asJsonObject();
      if (EXPIRE_TOKENS.equals(fault.getValue("fault"))) {
        emulator.expireTokens();
      } else {
        emulator.faults().add(Fault.of(fault));
      }
      context.json(faults());
    } catch (RuntimeException invalid) {
      context.response().setStatusCode(400);
      context.json(new JsonObject().put("error", PROBLEM + invalid.getMessage()));
    }
  }

  private void clearFaults(RoutingContext context) {
    emulator.faults().clear();
    context.json(faults());
  }

  private JsonObject faults() {
    return new JsonObject()
        .put(
            "faults",
            new JsonArray(emulator.faults().active().stream().map(Fault::toJson).toList()));
  }
}
