package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;

/** The source of those who have no account at OpenSky. Never touches the network. */
final class MockOnlySource implements OpenSkySource {

  @Override
  public Future<Reading> departures(DepartureQuery query) {
    return Future.succeededFuture(Reading.notRead("no OpenSky credentials are set"));
  }

  @Override
  public OpenSkyStatus status() {
    return OpenSkyStatus.mock();
  }
}
