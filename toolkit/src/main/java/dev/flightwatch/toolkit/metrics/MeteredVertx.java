package dev.flightwatch.toolkit.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.impl.MicrometerMetrics;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Makes Vert.x instances that measure themselves: HTTP servers by route template, method and
 * status, pools, SQL, and the JVM that they run in. What costs much and tells little is left out.
 */
public final class MeteredVertx {
  private static final String RESPONSE_TIME = "vertx.http.server.response.time";

  /** The methods that HTTP knows; any other word is a caller's own. */
  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.DELETE,
          HttpMethod.PATCH,
          HttpMethod.OPTIONS,
          HttpMethod.TRACE,
          HttpMethod.CONNECT);

  private MeteredVertx() {}

  /** A builder to go on with; the options are to be changed no more in what concerns metrics. */
  public static VertxBuilder builder(VertxOptions options) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().meterFilter(new ResponseTimeBuckets());
    bindProcess(registry);
    return Vertx.builder()
        .with(options.setMetricsOptions(measured()))
        .withMetrics(new MicrometerMetricsFactory(registry));
  }

  private static MicrometerMetricsOptions measured() {
    return new MicrometerMetricsOptions()
        .setEnabled(true)
        // Instances of one name would share their meters.
        .setRegistryName(UUID.randomUUID().toString())
        .setLabels(EnumSet.of(Label.HTTP_ROUTE, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME))
        .setServerRequestTagsProvider(MeteredVertx::tags)
        .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
        .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
        .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
        .addDisabledMetricsCategory(MetricsDomain.DATAGRAM_SOCKET);
  }

  private static List<Tag> tags(HttpRequest request) {
    HttpMethod method = request.method();
    return List.of(Tag.of("method", METHODS.contains(method) ? method.name() : "OTHER"));
  }

  private static void bindProcess(PrometheusMeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** The meters of an instance, for {@link Meters#of}. */
  static Meters meters(Vertx vertx) {
    if (((VertxInternal) vertx).metrics() instanceof MicrometerMetrics metrics
        && metrics.registry() instanceof PrometheusMeterRegistry registry) {
      Meters meters = new Meters(registry);
      EventLoopDelay.watch(vertx, meters);
      return meters;
    }
    return Meters.alone();
  }

  private static final class ResponseTimeBuckets implements MeterFilter {
    private static final double[] NANOS =
        Arrays.stream(Buckets.QUICK.ends()).mapToDouble(end -> end.toNanos()).toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      return id.getName().equals(RESPONSE_TIME)
          ? DistributionStatisticConfig.builder()
              .serviceLevelObjectives(NANOS)
              .build()
              .merge(config)
          : config;
    }
  }
}
