package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;

/** The source when no OpenSky credentials are set. Makes no calls. */
final class MockOnlySource implements FlightSource {

  @Override
  public Future<ReadResult> flights(FlightQuery query) {
    return Future.succeededFuture(ReadResult.notRead("no OpenSky credentials are set"));
  }

  @Override
  public OpenSkyStatus status() {
    return OpenSkyStatus.mock();
  }
}
