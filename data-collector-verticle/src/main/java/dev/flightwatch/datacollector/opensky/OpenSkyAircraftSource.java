package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The state vectors of the OpenSky Network. */
record OpenSkyAircraftSource(OpenSkyCalls calls) implements AircraftSource {

  @Override
  public Future<AircraftReading> aircraft(Area area, Duration timeLimit) {
    return calls.make(
        new ApiCall<>(
            String.format(
                Locale.ROOT,
                "/states/all?lamin=%.4f&lomin=%.4f&lamax=%.4f&lomax=%.4f",
                area.south(),
                area.west(),
                area.north(),
                area.east()),
            () -> Area.CREDITS,
            body -> StateRows.parse(body, area),
            OpenSkyAircraftSource::unexpected,
            AircraftReading::notRead,
            "Aircraft positions could not be read: {}; they are read again while they are watched"),
        timeLimit);
  }

  /** An area without aircraft is a 200, so a 404 comes from something else. */
  private static AircraftReading unexpected() {
    throw new OpenSkyException(CallStatus.MALFORMED, "OpenSky responded with status 404");
  }

  @Override
  public Optional<CreditBalance> balance() {
    return calls.balance();
  }

  @Override
  public OpenSkyStatus status() {
    return calls.status();
  }
}
