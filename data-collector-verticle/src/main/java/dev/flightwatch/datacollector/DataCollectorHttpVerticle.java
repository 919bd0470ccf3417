package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.ANSWER_CACHE_BYTES;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.ANSWER_CACHE_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.HTTP_PORT;
import static dev.flightwatch.toolkit.launch.StartSettings.BIND_ADDRESS;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.http.CacheInvalidation;
import dev.flightwatch.datacollector.http.DataCollectorEndpoints;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.http.HttpListener;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.toolkit.openapi.HttpApiServer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The REST API of the data collector. It can be deployed with any number of instances. */
public final class DataCollectorHttpVerticle extends VerticleBase {
  private static final String DOCUMENT = "openapi/data-collector.yaml";

  private Config config;
  private HttpListener server;

  @Override
  public Future<?> start() {
    config = DataCollectorSettings.load(config());
    Bus bus = Bus.of(vertx);
    ResponseCache responses =
        ResponseCache.of(
            vertx,
            "data-collector",
            config.get(ANSWER_CACHE_BYTES),
            config.get(ANSWER_CACHE_SECONDS));
    return CacheInvalidation.begin(bus, responses)
        .compose(
            v ->
                HttpApiServer.open(
                    vertx, options(), DOCUMENT, DataCollectorEndpoints.all(bus, responses)))
        .recover(PortVariable.named(HTTP_PORT))
        .onSuccess(opened -> server = opened);
  }

  private HttpListenerOptions options() {
    return HttpSettings.listener(
        config, "data-collector http", config.get(BIND_ADDRESS), config.get(HTTP_PORT));
  }

  @Override
  public Future<?> stop() {
    return server == null
        ? Future.succeededFuture()
        : server.close(config.get(HttpSettings.DRAIN_SECONDS));
  }
}
