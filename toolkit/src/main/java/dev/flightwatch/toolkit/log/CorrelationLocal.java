package dev.flightwatch.toolkit.log;

import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Makes Vert.x load {@link Correlation} before it counts the context locals, which happens once,
 * when the first instance is created.
 */
public final class CorrelationLocal implements VertxServiceProvider {
  @Override
  public void init(VertxBootstrap bootstrap) {
    Correlation.ID.getClass();
  }
}
