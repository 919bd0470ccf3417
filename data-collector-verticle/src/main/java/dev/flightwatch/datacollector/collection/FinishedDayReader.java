package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.FlightRecorder.Deletion;
import dev.flightwatch.datacollector.collection.FlightRecorder.Reading;
import dev.flightwatch.datacollector.collection.FlightRecorder.Recorded;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.opensky.FlightQuery;
import dev.flightwatch.datacollector.opensky.ReadResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads finished UTC days again after OpenSky has settled them. The result is final: real flights
 * from earlier runs that OpenSky no longer lists are deleted. The exception is a result with fewer
 * than half of the stored flights, which indicates a fault of OpenSky rather than a correction.
 */
final class FinishedDayReader {
  private static final Logger log = LoggerFactory.getLogger(FinishedDayReader.class);

  private final CollectionDependencies dependencies;
  private final FlightRecorder recorder;
  private final Clock clock;
  private final int daysKept;

  FinishedDayReader(
      CollectionDependencies dependencies,
      FlightRecorder recorder,
      CollectionTimes times,
      Clock clock) {
    this.daysKept = ReadWindows.DAYS_KEPT + times.backfillDays();
    this.dependencies = requireNonNull(dependencies);
    this.recorder = requireNonNull(recorder);
    this.clock = requireNonNull(clock);
  }

  /** Reads the days; returns the new progress, which is unchanged if they could not be read. */
  Future<CollectionProgress> reread(
      Lease lease, CollectionProgress progress, FinishedDays days, Duration timeLimit) {
    Instant start = clock.instant();
    Window window = days.window();
    FlightQuery query =
        new FlightQuery(lease.airport(), days.direction(), window.begin(), window.end(), timeLimit);
    return dependencies
        .source()
        .flights(query)
        .compose(
            result ->
                result.isRead()
                    ? settle(query, days, result, start)
                        .map(progress.afterDaysRead(days, start, daysKept))
                    : unread(progress))
        .onFailure(failure -> dependencies.metrics().count(CollectionMetrics.Day.FAILED));
  }

  private Future<CollectionProgress> unread(CollectionProgress progress) {
    dependencies.metrics().count(CollectionMetrics.Day.UNREAD);
    return Future.succeededFuture(progress);
  }

  private Future<Void> settle(
      FlightQuery query, FinishedDays days, ReadResult result, Instant start) {
    Window window = days.window();
    Reading reading =
        new Reading(
            query.airport(),
            query.direction(),
            window,
            LiveReader.realFlights(result.flights()),
            Source.OPENSKY,
            true,
            start);
    FlightStore flights = dependencies.flights().of(query.direction());
    return flights
        .count(query.airport(), window)
        .map(stored -> stored.getOrDefault(Source.OPENSKY, 0L))
        .compose(
            stored -> recorder.record(reading, true, () -> deleteUnlisted(reading, days, stored)))
        .compose(
            recorded ->
                report(reading, days, recorded)
                    .onSuccess(v -> dependencies.metrics().daySettled(recorded.saved(), start)));
  }

  private Future<Deletion> deleteUnlisted(Reading reading, FinishedDays days, long stored) {
    FlightStore flights = dependencies.flights().of(reading.direction());
    AirportCode airport = reading.airport();
    int listed = reading.flights().size();
    return flights
        .deleteMock(airport, reading.window().end())
        .compose(
            mocks -> {
              if (listed * 2L < stored) {
                log.warn(
                    "{}s of {} on {}: OpenSky lists only {} of {} stored flights; none is deleted",
                    reading.direction().label(),
                    airport,
                    days,
                    listed,
                    stored);
                return Future.succeededFuture(new Deletion(mocks, 0));
              }
              return flights
                  .deleteRealOfEarlierRuns(airport, reading.window(), reading.run())
                  .map(unlisted -> new Deletion(mocks, unlisted));
            });
  }

  private Future<Void> report(Reading reading, FinishedDays days, Recorded recorded) {
    log.info(
        "Read the {}s of {} on {} again: {} new, {} seen, {} deleted",
        reading.direction().label(),
        reading.airport(),
        days,
        recorded.saved().fresh(),
        recorded.saved().seen(),
        recorded.deletion().flights());
    return dependencies.publish(reading.airport(), recorded.saved(), Source.OPENSKY);
  }
}
