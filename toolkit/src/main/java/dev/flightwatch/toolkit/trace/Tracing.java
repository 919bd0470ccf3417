package dev.flightwatch.toolkit.trace;

import dev.flightwatch.toolkit.config.Config;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.VertxBuilder;
import io.vertx.core.json.JsonObject;

/** Enables tracing when it is configured. */
public final class Tracing {
  private Tracing() {}

  /**
   * Adds tracing to a builder. Returns the builder unchanged, and creates nothing of OpenTelemetry,
   * when no exporter is configured.
   *
   * @param json the configuration of a verticle; other keys are ignored
   * @throws dev.flightwatch.toolkit.config.ConfigException with every problem of the keys
   */
  public static VertxBuilder install(VertxBuilder builder, JsonObject json) {
    Config config = Config.loadAmong(json, TraceSettings.SETTINGS.all());
    return TraceSettings.isEnabled(config)
        ? builder.withTracer(SdkTracer.factory(config))
        : builder;
  }

  /** Sets the name of the verticle in the spans of its context. */
  public static void name(Context context, Deployable verticle) {
    context.put(SdkTracer.VERTICLE, verticle.getClass().getSimpleName());
  }
}
