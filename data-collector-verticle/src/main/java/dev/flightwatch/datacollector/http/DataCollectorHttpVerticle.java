package dev.flightwatch.datacollector.http;

import static dev.flightwatch.datacollector.config.DataCollectorSettings.ANSWER_CACHE_BYTES;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.ANSWER_CACHE_SECONDS;
import static dev.flightwatch.datacollector.config.DataCollectorSettings.HTTP_PORT;
import static dev.flightwatch.toolkit.launch.StartSettings.BIND_ADDRESS;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.http.AnswerCache;
import dev.flightwatch.toolkit.http.Endpoint;
import dev.flightwatch.toolkit.http.HttpDoor;
import dev.flightwatch.toolkit.http.HttpDoorOptions;
import dev.flightwatch.toolkit.http.HttpDoorSettings;
import dev.flightwatch.toolkit.launch.PortVariable;
import dev.flightwatch.toolkit.tls.TlsSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** The REST door. Asks the owners over the bus, and may have many instances. */
public final class DataCollectorHttpVerticle extends VerticleBase {
  private static final String CONTRACT = "openapi/data-collector.yaml";

  private Config config;
  private HttpDoor door;

  @Override
  public Future<?> start() {
    config = DataCollectorSettings.load(config());
    HttpDoorOptions options =
        new HttpDoorOptions(
                "data-collector http",
                config.get(BIND_ADDRESS),
                config.get(HTTP_PORT),
                HttpDoorSettings.limits(config),
                TlsSettings.http(config))
            .withOrigins(config.get(HttpDoorSettings.CORS_ORIGINS));
    Bus bus = Bus.of(vertx);
    AnswerCache answers =
        AnswerCache.of(
            vertx,
            "data-collector",
            config.get(ANSWER_CACHE_BYTES),
            config.get(ANSWER_CACHE_SECONDS));
    return CacheInvalidation.begin(bus, answers)
        .compose(v -> HttpDoor.open(vertx, options, CONTRACT, endpoints(bus, answers)))
        .onSuccess(opened -> door = opened)
        .recover(PortVariable.named(HTTP_PORT));
  }

  private static List<Endpoint> endpoints(Bus bus, AnswerCache answers) {
    return List.of(
        new FollowAirportEndpoint(bus),
        new ListInterestsEndpoint(bus, answers),
        new RemoveInterestsEndpoint(bus),
        new LastFlightEndpoint(bus, answers),
        new AverageFlightsEndpoint(bus, answers),
        new FlightsOfInterestsEndpoint(bus, answers));
  }

  @Override
  public Future<?> stop() {
    return door.close(config.get(HttpDoorSettings.DRAIN_SECONDS));
  }
}
