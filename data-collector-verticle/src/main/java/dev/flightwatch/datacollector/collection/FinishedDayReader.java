package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.opensky.FlightQuery;
import dev.flightwatch.datacollector.opensky.ReadResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a finished UTC day again after OpenSky has settled it. The result is final: real flights
 * from earlier runs that OpenSky no longer lists are deleted. The exception is a result with fewer
 * than half of the stored flights, which indicates a fault of OpenSky rather than a correction.
 */
final class FinishedDayReader {
  private static final Logger log = LoggerFactory.getLogger(FinishedDayReader.class);

  private final CollectionDependencies dependencies;
  private final Clock clock;

  FinishedDayReader(CollectionDependencies dependencies, Clock clock) {
    this.dependencies = requireNonNull(dependencies);
    this.clock = requireNonNull(clock);
  }

  /** Reads the day; returns the new progress, which is unchanged if the day could not be read. */
  Future<CollectionProgress> reread(
      Lease lease, CollectionProgress progress, LocalDate day, Duration timeLimit) {
    Instant start = clock.instant();
    Window window = ReadWindows.of(day);
    AirportCode airport = lease.airport();
    return dependencies
        .source()
        .flights(
            new FlightQuery(airport, Direction.DEPARTURE, window.begin(), window.end(), timeLimit))
        .compose(
            result ->
                result.isRead()
                    ? settle(airport, day, start, result)
                        .map(
                            progress.afterDayRead(
                                window.end(), ReadWindows.withDay(progress.daysRead(), day, start)))
                    : unread(progress))
        .onFailure(failure -> dependencies.metrics().count(CollectionMetrics.Day.FAILED));
  }

  private Future<CollectionProgress> unread(CollectionProgress progress) {
    dependencies.metrics().count(CollectionMetrics.Day.UNREAD);
    return Future.succeededFuture(progress);
  }

  private Future<Void> settle(
      AirportCode airport, LocalDate day, Instant start, ReadResult result) {
    FlightStore flights = dependencies.flights();
    Window window = ReadWindows.of(day);
    List<Flight> listed = LiveReader.realFlights(result.flights());
    return flights
        .count(airport, window)
        .map(stored -> stored.getOrDefault(Source.OPENSKY, 0L))
        .compose(
            stored ->
                flights
                    .save(airport, listed, start)
                    .compose(
                        saved ->
                            flights
                                .deleteMock(airport, window.end())
                                .compose(
                                    v -> deleteUnlisted(airport, day, start, listed.size(), stored))
                                .compose(deleted -> report(airport, day, saved, deleted))
                                .onSuccess(v -> dependencies.metrics().daySettled(saved, start))));
  }

  private Future<Long> deleteUnlisted(
      AirportCode airport, LocalDate day, Instant start, int listed, long stored) {
    if (listed * 2L < stored) {
      log.warn(
          "{} at {}: OpenSky lists only {} of {} stored flights; none is deleted",
          day,
          airport,
          listed,
          stored);
      return Future.succeededFuture(0L);
    }
    return dependencies.flights().deleteRealOfEarlierRuns(airport, ReadWindows.of(day), start);
  }

  private Future<Void> report(AirportCode airport, LocalDate day, Saved saved, long deleted) {
    log.info(
        "Read {} at {} again: {} new, {} seen, {} deleted",
        day,
        airport,
        saved.fresh(),
        saved.seen(),
        deleted);
    return dependencies.publish(airport, saved, Source.OPENSKY);
  }
}
