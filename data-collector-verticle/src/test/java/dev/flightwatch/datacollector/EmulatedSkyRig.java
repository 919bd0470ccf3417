package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;

import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.embedded.opensky.EmulatedAccount;
import dev.flightwatch.embedded.opensky.EmulatorOptions;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.embedded.opensky.TrafficPlan;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The deployed service with an emulator whose clock is fixed, so that its responses repeat. */
final class EmulatedSkyRig implements AutoCloseable {
  /** In a cold JVM the first call to the user manager may take more than a second. */
  private static final String LONG_TIMEOUTS =
      Path.of(System.getProperty("flightwatch.home", ".."), "conf", "grpc-service-config.json")
          .toString();

  final Instant now = Instant.now();
  final ServiceRig service;
  private OpenSkyEmulator started;

  EmulatedSkyRig(TrafficPlan plan, JsonObject settings) {
    this(EmulatorOptions.defaults().withTraffic(plan), settings);
  }

  EmulatedSkyRig(EmulatorOptions options, JsonObject settings) {
    Clock fixed = Clock.fixed(now, ZoneOffset.UTC);
    service =
        new ServiceRig(
            (vertx, config) -> {
              started = await(new OpenSkyEmulator(vertx, options.withClock(fixed)).listen());
              return config
                  .put("grpc_service_config", LONG_TIMEOUTS)
                  .put("opensky_api_url", started.apiUrl())
                  .put("opensky_token_url", started.tokenUrl())
                  .put("opensky_client_id", EmulatedAccount.standard().clientId())
                  .put("opensky_client_secret", EmulatedAccount.standard().clientSecret())
                  .mergeIn(settings);
            });
  }

  OpenSkyEmulator emulator() {
    return started;
  }

  HttpReply last(String airport) {
    return service.http.get("/flights/last", "airport", airport);
  }

  JsonObject average(String airport, int days) {
    return service.http.get("/flights/average", "airport", airport, "days", "" + days).json();
  }

  List<JsonObject> flights(String email, int limit) {
    return service.flights(email, limit);
  }

  @Override
  public void close() {
    service.close();
  }
}
