package dev.flightwatch.datacollector.opensky;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The flights of the OpenSky Network. */
record OpenSkyFlightSource(OpenSkyCalls calls, Clock clock) implements FlightSource {

  @Override
  public Future<ReadResult> flights(FlightQuery query) {
    String list = query.direction().label();
    return calls.make(
        new ApiCall<>(
            "/flights/%s?airport=%s&begin=%d&end=%d"
                .formatted(
                    list,
                    query.airport().value(),
                    query.begin().getEpochSecond(),
                    query.end().getEpochSecond()),
            () -> CallCost.of(query.begin(), clock.instant()).credits(),
            body -> ReadResult.read(FlightRows.parse(body)),
            () -> ReadResult.read(List.of()),
            ReadResult::notRead,
            "The %ss of %s could not be read: {}; the next collection retries"
                .formatted(list, query.airport())),
        query.timeLimit());
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
