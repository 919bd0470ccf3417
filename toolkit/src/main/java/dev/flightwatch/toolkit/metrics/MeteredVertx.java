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
import java.util.EnumSet;
import java.util.UUID;

/**
 * Makes Vert.x instances that measure themselves: HTTP servers by route template, method and
 * status, pools and the clients of databases, and the JVM that they run in. What costs much and
 * tells little is left out.
 */
public final class MeteredVertx {
  private MeteredVertx() {}

  /** A builder to go on with, with these options. */
  public static VertxBuilder builder(VertxOptions options) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    bindProcess(registry);
    return Vertx.builder()
        .with(options.setMetricsOptions(new MetricsOptions().setEnabled(true)))
        .withMetrics(any -> measured(registry));
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
    Meters meters = new Meters(registry);
    MicrometerMetricsOptions options =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            // Instances of one name would share their meters.
            .setRegistryName(UUID.randomUUID().toString())
            .setLabels(EnumSet.of(Label.POOL_TYPE, Label.POOL_NAME));
    return new Measured(
        meters,
        new HttpServerMeters(meters),
        new MicrometerMetricsFactory(registry)
            .metrics(new VertxOptions().setMetricsOptions(options)));
  }

  /** The meters of an instance, for {@link Meters#of}. */
  static Meters meters(Vertx vertx) {
    if (((VertxInternal) vertx).metrics() instanceof Measured measured) {
      EventLoopDelay.watch(vertx, measured.meters());
      return measured.meters();
    }
    return Meters.alone();
  }

  /** What is not named here is not measured. */
  private record Measured(Meters meters, HttpServerMeters http, VertxMetrics others)
      implements VertxMetrics {
    @Override
    public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(
        HttpServerOptions options, SocketAddress address) {
      return http;
    }

    @Override
    public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int size) {
      return others.createPoolMetrics(type, name, size);
    }

    @Override
    public ClientMetrics<?, ?, ?> createClientMetrics(
        SocketAddress remote, String type, String namespace) {
      return others.createClientMetrics(remote, type, namespace);
    }

    @Override
    public void close() {
      others.close();
    }
  }
}
