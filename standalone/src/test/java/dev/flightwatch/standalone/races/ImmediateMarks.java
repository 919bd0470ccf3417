package dev.flightwatch.standalone.races;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.interests.FollowedAirports;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/** Marks without a store, for races in which they do not matter. */
final class ImmediateMarks implements FollowedAirports {
  @Override
  public Future<Mark> mark(AirportCode airport, Instant now) {
    return Future.succeededFuture(new Mark(1, false));
  }

  @Override
  public Future<Boolean> isMarked(AirportCode airport) {
    return Future.succeededFuture(true);
  }

  @Override
  public Future<Map<AirportCode, Long>> marked(String after, int limit) {
    return Future.succeededFuture(Map.of());
  }

  @Override
  public Future<Boolean> clear(AirportCode airport, long version) {
    return Future.succeededFuture(false);
  }
}
