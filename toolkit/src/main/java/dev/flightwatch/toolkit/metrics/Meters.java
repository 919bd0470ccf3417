package dev.flightwatch.toolkit.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.function.DoubleSupplier;

/**
 * The metrics of a Vert.x instance: a Micrometer registry in Prometheus's format.
 *
 * <p>Metrics have the names that Prometheus shows, unit and {@code _total} included. A counter or
 * timer that is registered again is the same one, so the instances of a verticle count together.
 * The values of labels belong to bounded sets, and never come from a caller. Safe for use by any
 * thread.
 */
public final class Meters implements Shareable {
  private static final String PREFIX = prefix();

  private final PrometheusMeterRegistry registry;

  Meters(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Returns the metrics of an instance. For an instance of {@link MeteredVertx} they include those
   * of Vert.x and of the JVM.
   */
  public static Meters of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, Meters>getLocalMap(Meters.class.getName())
        .computeIfAbsent("meters", key -> MeteredVertx.meters(vertx));
  }

  /** Returns metrics that belong to no Vert.x instance. */
  public static Meters detached() {
    return new Meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  /** Returns the registry, for counters and timers that are registered once and kept. */
  public MeterRegistry registry() {
    return registry;
  }

  /**
   * Returns the prefix of the toolkit's own metrics. A service sets it with the key {@code
   * metrics.prefix} of {@code toolkit.properties} in the root of its class path, so that it holds
   * however the service is started.
   */
  private static String prefix() {
    try {
      return ResourceBundle.getBundle("toolkit").getString("metrics.prefix");
    } catch (MissingResourceException e) {
      return "service";
    }
  }

  /**
   * Returns the name of one of the toolkit's own metrics, with the prefix that the services set.
   *
   * @param suffix such as {@code grpc_server_seconds}
   */
  public String name(String suffix) {
    return PREFIX + '_' + suffix;
  }

  /**
   * Registers a counter for each value of a label, so that each is shown from the start.
   *
   * @param values its values are the constants in lower case, as {@code toString} gives them
   */
  public <E extends Enum<E>> Map<E, Counter> counters(
      Counter.Builder counter, String label, Class<E> values) {
    Map<E, Counter> valueToCounter = new EnumMap<>(values);
    for (E value : values.getEnumConstants()) {
      valueToCounter.put(value, counter.tag(label, labelValue(value)).register(registry));
    }
    return valueToCounter;
  }

  /** Returns an enumeration's constant as the value of a label. */
  public static String labelValue(Enum<?> constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Registers a gauge. It replaces the gauge of the same name and labels, where Micrometer would
   * keep showing the first one: a verticle may be deployed again.
   *
   * @param value called on any thread; not a number when the value is unknown
   * @param labels keys and values in turn
   */
  public synchronized void gauge(String name, String help, DoubleSupplier value, String... labels) {
    Meter previous = registry.find(name).tags(labels).gauge();
    if (previous != null) {
      registry.remove(previous);
    }
    Gauge.builder(name, value::getAsDouble).description(help).tags(labels).register(registry);
  }

  /** Returns all metrics in Prometheus's text format 0.0.4. Takes some milliseconds. */
  public String text() {
    return registry.scrape();
  }
}
