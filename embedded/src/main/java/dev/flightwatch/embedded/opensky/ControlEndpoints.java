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

/** The emulator's own operations, under {@code /emulator}: look at it, and switch its faults. */
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
      JsonObject wanted = body(context);
      if (EXPIRE_TOKENS.equals(wanted.getValue("fault"))) {
        emulator.expireTokens();
      } else {
        emulator.faults().add(FaultJson.read(wanted));
      }
      context.json(faults());
    } catch (IllegalArgumentException noFault) {
      refuse(context, noFault.getMessage());
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
        refuse(context, "remaining must be a number of credits");
      }
    } catch (IllegalArgumentException noJson) {
      refuse(context, noJson.getMessage());
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
    } catch (DecodeException | ClassCastException noObject) {
      throw new IllegalArgumentException("the body must be a JSON object", noObject);
    }
    throw new IllegalArgumentException("the body must be a JSON object");
  }

  private static void refuse(RoutingContext context, String message) {
    context.response().setStatusCode(400);
    context.json(new JsonObject().put("error", message));
  }
}
