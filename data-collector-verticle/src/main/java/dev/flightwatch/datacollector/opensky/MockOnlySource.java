package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import java.time.Duration;

/** The source when no OpenSky credentials are set. Makes no calls. */
final class MockOnlySource implements FlightSource, AircraftSource {

  @Override
  public Future<ReadResult> flights(FlightQuery query) {
    return Future.succeededFuture(ReadResult.notRead("no OpenSky credentials are set"));
  }

  @Override
  public Future<AircraftReading> aircraft(Area area, Duration timeLimit) {
    return Future.succeededFuture(AircraftReading.notRead("no OpenSky credentials are set"));
  }

  @Override
  public OpenSkyStatus status() {
    return OpenSkyStatus.mock();
  }
}
