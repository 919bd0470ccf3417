package dev.flightwatch.datacollector.collection;

import static java.time.ZoneOffset.UTC;
import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.FlightRecorder.Deletion;
import dev.flightwatch.datacollector.collection.FlightRecorder.Reading;
import dev.flightwatch.datacollector.collection.FlightRecorder.Recorded;
import dev.flightwatch.datacollector.collection.ReadWindows.FinishedDay;
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
import java.time.LocalDate;
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
  private final FlightRecorder recorder;
  private final Clock clock;

  FinishedDayReader(CollectionDependencies dependencies, FlightRecorder recorder, Clock clock) {
    this.dependencies = requireNonNull(dependencies);
    this.recorder = requireNonNull(recorder);
    this.clock = requireNonNull(clock);
  }

  /** Reads the day; returns the new progress, which is unchanged if the day could not be read. */
  Future<CollectionProgress> reread(
      Lease lease, CollectionProgress progress, FinishedDay day, Duration timeLimit) {
    Instant start = clock.instant();
    Window window = ReadWindows.of(day.date());
    FlightQuery query =
        new FlightQuery(lease.airport(), day.direction(), window.begin(), window.end(), timeLimit);
    return dependencies
        .source()
        .flights(query)
        .compose(
            result ->
                result.isRead()
                    ? settle(query, result, start)
                        .map(progress.afterDayRead(day.direction(), day.date(), start))
                    : unread(progress))
        .onFailure(failure -> dependencies.metrics().count(CollectionMetrics.Day.FAILED));
  }

  private Future<CollectionProgress> unread(CollectionProgress progress) {
    dependencies.metrics().count(CollectionMetrics.Day.UNREAD);
    return Future.succeededFuture(progress);
  }

  private Future<Void> settle(FlightQuery query, ReadResult result, Instant start) {
    Window window = new Window(query.begin(), query.end());
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
        .compose(stored -> recorder.record(reading, true, () -> deleteUnlisted(reading, stored)))
        .compose(
            recorded ->
                report(reading, recorded)
                    .onSuccess(v -> dependencies.metrics().daySettled(recorded.saved(), start)));
  }

  private Future<Deletion> deleteUnlisted(Reading reading, long stored) {
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
                    dateOf(reading),
                    listed,
                    stored);
                return Future.succeededFuture(new Deletion(mocks, 0));
              }
              return flights
                  .deleteRealOfEarlierRuns(airport, reading.window(), reading.run())
                  .map(unlisted -> new Deletion(mocks, unlisted));
            });
  }

  private static LocalDate dateOf(Reading reading) {
    return LocalDate.ofInstant(reading.window().begin(), UTC);
  }

  private Future<Void> report(Reading reading, Recorded recorded) {
    log.info(
        "Read the {}s of {} on {} again: {} new, {} seen, {} deleted",
        reading.direction().label(),
        reading.airport(),
        dateOf(reading),
        recorded.saved().fresh(),
        recorded.saved().seen(),
        recorded.deletion().flights());
    return dependencies.publish(reading.airport(), recorded.saved(), Source.OPENSKY);
  }
}
