package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.ANSWER_CACHE_BYTES;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.ANSWER_CACHE_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.AUTH_REQUIRED;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.HTTP_PORT;
import static dev.flightwatch.toolkit.launch.StartSettings.BIND_ADDRESS;

import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.KnownOrigin;
import dev.flightwatch.datacollector.http.AircraftFeed;
import dev.flightwatch.datacollector.http.AirportFeed;
import dev.flightwatch.datacollector.http.CacheInvalidation;
import dev.flightwatch.datacollector.http.DataCollectorEndpoints;
import dev.flightwatch.datacollector.users.GrpcTokenClient;
import dev.flightwatch.toolkit.auth.Authentication;
import dev.flightwatch.toolkit.auth.CachedIntrospection;
import dev.flightwatch.toolkit.auth.PublicUrl;
import dev.flightwatch.toolkit.auth.TokenCheck;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.http.HttpListenerOptions;
import dev.flightwatch.toolkit.http.HttpSettings;
import dev.flightwatch.toolkit.openapi.HttpApiServer;
import dev.flightwatch.toolkit.service.ServerVerticle;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** The REST API of the data collector. It can be deployed with any number of instances. */
public final class DataCollectorHttpVerticle extends ServerVerticle {
  private static final String DOCUMENT = "openapi/data-collector.yaml";

  @Override
  public Future<?> start() {
    Config config = DataCollectorSettings.load(config());
    Bus bus = Bus.of(vertx);
    ResponseCache responses =
        ResponseCache.of(
            vertx,
            "data-collector",
            config.get(ANSWER_CACHE_BYTES),
            config.get(ANSWER_CACHE_SECONDS));
    Supplier<DataOrigin> origin = KnownOrigin.of(vertx)::current;
    AirportFeed feed = new AirportFeed(vertx, bus, responses, origin);
    AircraftFeed aircraftFeed = new AircraftFeed(vertx, bus, origin);
    HttpListenerOptions options =
        HttpSettings.streamingApi(
            vertx, config, "data-collector http", config.get(BIND_ADDRESS), config.get(HTTP_PORT));
    Authentication authentication = authentication(config, bus);
    return serve(
        vertx
            .executeBlocking(AirportReference::get)
            .compose(v -> CacheInvalidation.begin(bus, responses))
            .compose(v -> feed.begin())
            .map(v -> DataCollectorEndpoints.all(bus, responses, feed, aircraftFeed, origin))
            .onSuccess(v -> aircraftFeed.begin())
            .compose(
                endpoints ->
                    HttpApiServer.open(vertx, options, DOCUMENT, endpoints, authentication))
            .onFailure(failed -> feed.end()),
        HTTP_PORT,
        server ->
            HttpSettings.stop(
                config,
                server,
                () -> {
                  feed.end();
                  aircraftFeed.end();
                }));
  }

  private Authentication authentication(Config config, Bus bus) {
    return new Authentication(
        CachedIntrospection.of(
            vertx, "data-collector", new TokenCheck(bus, GrpcTokenClient.COMMAND)),
        PublicUrl.of(config.get(HttpSettings.PUBLIC_URL)),
        config.get(AUTH_REQUIRED));
  }
}
