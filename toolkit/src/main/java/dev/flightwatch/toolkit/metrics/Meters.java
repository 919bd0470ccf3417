package dev.flightwatch.toolkit.metrics;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * All that is counted and measured in a process, one for each Vert.x instance. Asking for the same
 * metric again gives the same one, so that several instances of a verticle count together. Safe for
 * any thread.
 */
public final class Meters implements Shareable {
  private final PrometheusMeterRegistry registry;

  /** The registry itself holds them weakly. */
  private final Map<Metric, LongSupplier> metricToTotal = new ConcurrentHashMap<>();

  Meters(PrometheusMeterRegistry registry) {
    this.registry = requireNonNull(registry);
  }

  /** Those of an instance; of one that {@link MeteredVertx} made, with Vert.x's and the JVM's. */
  public static Meters of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, Meters>getLocalMap(Meters.class.getName())
        .computeIfAbsent("meters", key -> MeteredVertx.meters(vertx));
  }

  /** Meters of nobody's, for what is put together without a Vert.x instance. */
  public static Meters alone() {
    return new Meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  /** A counter, at 0. */
  public Counter counter(Metric metric) {
    return new Counter(
        io.micrometer.core.instrument.Counter.builder(metric.name())
            .description(metric.help())
            .tags(tags(metric))
            .register(registry));
  }

  /**
   * A counter for each word, at 0.
   *
   * @param label its values are the words in lower case, as their {@code toString} has them
   */
  public <E extends Enum<E>> EnumCounter<E> counter(Metric metric, String label, Class<E> words) {
    return new EnumCounter<>(words, word -> counter(metric.with(label, text(word))));
  }

  private static String text(Enum<?> word) {
    return word.toString().toLowerCase(Locale.ROOT);
  }

  /** Shows a figure that only grows and that somebody else keeps. */
  public void total(Metric metric, LongSupplier total) {
    metricToTotal.put(metric, total);
    FunctionCounter.builder(metric.name(), metricToTotal, totals -> totals.get(metric).getAsLong())
        .description(metric.help())
        .tags(tags(metric))
        .register(registry);
  }

  /**
   * Shows a figure as it is when it is asked for; in place of what the same metric showed before.
   *
   * @param value is asked on any thread; not a number when it is not known
   */
  public void gauge(Metric metric, DoubleSupplier value) {
    // What is named so, Micrometer shows as an info; with an underscore it would lose the suffix.
    String name = metric.name().replaceFirst("_info$", ".info");
    Gauge before = registry.find(name).tags(tags(metric)).gauge();
    if (before != null) {
      registry.remove(before);
    }
    Gauge.builder(name, value::getAsDouble)
        .description(metric.help())
        .tags(tags(metric))
        .register(registry);
  }

  /** A gauge that is set by hand. */
  public Level level(Metric metric) {
    Level level = new Level();
    gauge(metric, level::value);
    return level;
  }

  /**
   * Shows which of several states something is in: a gauge for each, 1 for the one, 0 for the rest.
   *
   * @param state is asked on any thread; null where there is none
   */
  public <E extends Enum<E>> void states(
      Metric metric, String label, Class<E> words, Supplier<E> state) {
    for (E word : words.getEnumConstants()) {
      gauge(metric.with(label, text(word)), () -> state.get() == word ? 1 : 0);
    }
  }

  /** A histogram of durations. */
  public Histogram histogram(Metric metric, Buckets buckets) {
    return new Histogram(
        Timer.builder(metric.name())
            .description(metric.help())
            .tags(tags(metric))
            .serviceLevelObjectives(buckets.ends())
            .register(registry));
  }

  /** Histograms that differ in the value of one label more. */
  public HistogramFamily histograms(Metric metric, String label, Buckets buckets) {
    return new HistogramFamily(value -> histogram(metric.with(label, value), buckets));
  }

  /** The counter of the requests that a door refuses because the load is too high. */
  public Counter shed(String door) {
    return counter(
        Metric.of(
                "flightwatch_requests_shed_total", "Requests refused because the load was too high")
            .with("door", door));
  }

  /**
   * Shows what a cache says of itself.
   *
   * @param name the cache's, among the process's
   */
  public void cache(String name, Supplier<CacheFigures> figures) {
    Metric requests = Metric.of("flightwatch_cache_requests_total", "Look-ups").with("cache", name);
    total(requests.with("result", "hit"), () -> figures.get().hits());
    total(requests.with("result", "miss"), () -> figures.get().misses());
    total(
        Metric.of("flightwatch_cache_evictions_total", "Entries that went for want of room")
            .with("cache", name),
        () -> figures.get().evictions());
    gauge(
        Metric.of("flightwatch_cache_entries", "Entries").with("cache", name),
        () -> figures.get().entries());
    gauge(
        Metric.of("flightwatch_cache_bytes", "Bytes that the entries weigh").with("cache", name),
        () -> figures.get().bytes());
  }

  /** All of it, in Prometheus's text format 0.0.4. Takes some milliseconds. */
  public String text() {
    return registry.scrape();
  }

  private static Tags tags(Metric metric) {
    return Tags.of(
        metric.labels().entrySet().stream().map(e -> Tag.of(e.getKey(), e.getValue())).toList());
  }
}
