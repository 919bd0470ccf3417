package dev.flightwatch.toolkit.trace;

import dev.flightwatch.toolkit.config.Config;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.VertxBuilder;
import io.vertx.core.json.JsonObject;

/** Traces, where the configuration asks for them. */
public final class Tracing {
  private Tracing() {}

  /**
   * Has a Vert.x that is being built traced; leaves it as it is, and makes nothing of
   * OpenTelemetry's, where no key asks for traces.
   *
   * @param json the configuration of a verticle; keys that are none of ours are left alone
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem of the keys
   */
  public static VertxBuilder install(VertxBuilder builder, JsonObject json) {
    Config config = TraceSettings.load(json);
    return TraceSettings.isEnabled(config)
        ? builder.withTracer(SdkTracer.factory(config))
        : builder;
  }

  /** Has the spans of a verticle, whose context this is, say that they are its. */
  public static void name(Context context, Deployable verticle) {
    context.put(VerticleTag.NAME, verticle.getClass().getSimpleName());
  }
}
