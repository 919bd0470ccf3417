package dev.flightwatch.toolkit.metrics;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Builds Vert.x instances with metrics: HTTP servers by route template, method and status, pools,
 * database clients, and the JVM. Metrics of Vert.x that cost much and are of little use are left
 * out.
 */
public final class MeteredVertx {
  private static final int NAMES_SECONDS = 1;

  private MeteredVertx() {}

  /**
   * Returns a builder of an instance with these options and with metrics. It keeps answers of DNS
   * for a second, unless the options set another maximum: pods are replaced sooner than the answers
   * of a cluster's DNS expire, which by default is after 30 s.
   *
   * @param labels keys and values in turn, which every metric has; a metric's own label of the same
   *     key takes precedence
   */
  public static VertxBuilder builder(VertxOptions options, String... labels) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags(labels);
    bindProcess(registry);
    keepNamesBriefly(options.getAddressResolverOptions());
    return Vertx.builder()
        .with(options.setMetricsOptions(new MetricsOptions().setEnabled(true)))
        .withMetrics(any -> measured(registry));
  }

  private static void keepNamesBriefly(AddressResolverOptions options) {
    if (options.getCacheMaxTimeToLive() == AddressResolverOptions.DEFAULT_CACHE_MAX_TIME_TO_LIVE) {
      // Netty refuses a maximum below the minimum.
      options.setCacheMaxTimeToLive(Math.max(NAMES_SECONDS, options.getCacheMinTimeToLive()));
    }
  }

  private static void bindProcess(PrometheusMeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private static Measured measured(PrometheusMeterRegistry registry) {
    MicrometerMetricsOptions options =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            // Instances of one name would share their meters.
            .setRegistryName(UUID.randomUUID().toString())
            .setLabels(EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME));
    VertxOptions vertxOptions = new VertxOptions().setMetricsOptions(options);
    return new Measured(
        new Meters(registry), new MicrometerMetricsFactory(registry).metrics(vertxOptions));
  }

  /** Returns the metrics of an instance, for {@link Meters#of}. */
  static Meters meters(Vertx vertx) {
    if (((VertxInternal) vertx).metrics() instanceof Measured measured) {
      EventLoopDelay.watch(vertx, measured.meters);
      return measured.meters;
    }
    return Meters.detached();
  }

  /**
   * What Vert.x measures; what is not overridden here is not measured.
   *
   * <p>Pools and clients of the same labels share their metrics. A database client requests new
   * ones with each connection and with each pool that replaces a stalled one, and Micrometer
   * refuses, with a warning, to register a gauge twice.
   */
  private static final class Measured implements VertxMetrics {
    private final Meters meters;
    private final HttpServerMeters http;
    private final VertxMetrics others;
    private final Map<List<String>, PoolMetrics<?, ?>> labelsToPool = new ConcurrentHashMap<>();
    private final Map<String, ClientMetrics<?, ?, ?>> typeToClient = new ConcurrentHashMap<>();

    Measured(Meters meters, VertxMetrics others) {
      this.meters = meters;
      this.others = others;
      http = new HttpServerMeters(meters);
    }

    @Override
    public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(
        HttpServerOptions options, SocketAddress address) {
      return http;
    }

    @Override
    public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int size) {
      return labelsToPool.computeIfAbsent(
          Arrays.asList(type, name), labels -> others.createPoolMetrics(type, name, size));
    }

    @Override
    public ClientMetrics<?, ?, ?> createClientMetrics(
        SocketAddress remote, String type, String namespace) {
      return typeToClient.computeIfAbsent(
          type, key -> others.createClientMetrics(remote, type, namespace));
    }

    @Override
    public void close() {
      others.close();
    }
  }
}
