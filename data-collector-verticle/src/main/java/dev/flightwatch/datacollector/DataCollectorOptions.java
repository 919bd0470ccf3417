package dev.flightwatch.datacollector;

import dev.flightwatch.datacollector.config.DataCollectorSettings;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions.Breaker;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions.Credentials;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions.Limits;
import dev.flightwatch.toolkit.config.Config;
import java.net.URI;

/** The keys of OpenSky as its options. */
final class DataCollectorOptions {
  private DataCollectorOptions() {}

  static OpenSkyOptions options(Config config) {
    return new OpenSkyOptions(
        withoutSlash(config.get(DataCollectorSettings.OPENSKY_API_URL)),
        config.get(DataCollectorSettings.OPENSKY_TOKEN_URL),
        config
            .get(DataCollectorSettings.OPENSKY_CLIENT_ID)
            .flatMap(
                id ->
                    config
                        .get(DataCollectorSettings.OPENSKY_CLIENT_SECRET)
                        .map(secret -> new Credentials(id, secret))),
        new Limits(
            config.get(DataCollectorSettings.OPENSKY_TIMEOUT_SECONDS),
            config.get(DataCollectorSettings.OPENSKY_TOKEN_MARGIN_SECONDS),
            config.get(DataCollectorSettings.OPENSKY_PAUSE_SECONDS),
            config.get(DataCollectorSettings.OPENSKY_ANSWER_BYTES),
            config.get(DataCollectorSettings.OPENSKY_CONNECTIONS),
            config.get(DataCollectorSettings.OPENSKY_DAILY_CREDITS)),
        new Breaker(
            config.get(DataCollectorSettings.OPENSKY_BREAKER_FAILURES),
            config.get(DataCollectorSettings.OPENSKY_BREAKER_WINDOW_SECONDS),
            config.get(DataCollectorSettings.OPENSKY_BREAKER_RESET_SECONDS)));
  }

  /** With a slash too many OpenSky answers 404, which would be taken for "no flights". */
  private static URI withoutSlash(URI url) {
    return URI.create(url.toString().replaceAll("/+$", ""));
  }
}
