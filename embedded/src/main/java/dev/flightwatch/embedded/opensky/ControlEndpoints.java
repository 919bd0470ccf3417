package dev.flightwatch.embedded.opensky;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The control API of the emulator, under {@code /emulator}: its state, faults and credits. */
final class ControlEndpoints {

  private static final String PATH = "/emulator";
  private static final String EXPIRE_TOKENS = "expire-tokens";

  private final OpenSkyEmulator emulator;

  ControlEndpoints(OpenSkyEmulator emulator) {
    this.emulator = emulator;
  }

  void addRoutes(Router router, BodyHandler body) {
    router.get(PATH).handler(this::show);
    router.post(PATH + "/faults").handler(body).handler(this::addFault);
    router.delete(PATH + "/faults").handler(this::clearFaults);
    router.put(PATH + "/credits").handler(body).handler(this::setCredits);
  }

  private void show(RoutingContext context) {
    Set<String> airports = new TreeSet<>(emulator.traffic().airports());
    context.json(
        faults()
            .put("credits", credits())
            .put("calls", emulator.calls().toJson())
            .put("airports", new JsonArray(List.copyOf(airports))));
  }

  private void addFault(RoutingContext context) {
    try {
      JsonObject request = body(context);
      if (EXPIRE_TOKENS.equals(request.getValue("fault"))) {
        emulator.expireTokens();
      } else {
        emulator.faults().add(FaultJson.read(request));
      }
      context.json(faults());
    } catch (IllegalArgumentException invalid) {
      reject(context, invalid.getMessage());
    }
  }

  private void clearFaults(RoutingContext context) {
    emulator.faults().clear();
    context.json(faults());
  }

  private void setCredits(RoutingContext context) {
    try {
      if (body(context).getValue("remaining") instanceof Integer credits && credits >= 0) {
        emulator.credits().setRemaining(credits);
        context.json(credits());
      } else {
        reject(context, "remaining must be a non-negative integer");
      }
    } catch (IllegalArgumentException invalid) {
      reject(context, invalid.getMessage());
    }
  }

  private JsonObject faults() {
    return new JsonObject()
        .put(
            "faults",
            new JsonArray(emulator.faults().active().stream().map(FaultJson::write).toList()));
  }

  private JsonObject credits() {
    Credits credits = emulator.credits();
    return new JsonObject()
        .put("flights", credits.remaining())
        .put("states", credits.remainingStates())
        .put("resets_at", credits.resetsAt());
  }

  private static JsonObject body(RoutingContext context) {
    try {
      JsonObject body = context.body().asJsonObject();
      if (body != null) {
        return body;
      }
    } catch (DecodeException | ClassCastException invalid) {
      throw new IllegalArgumentException("the body must be a JSON object", invalid);
    }
    throw new IllegalArgumentException("the body must be a JSON object");
  }

  private static void reject(RoutingContext context, String message) {
    context.response().setStatusCode(400);
    context.json(new JsonObject().put("error", message));
  }
}
