package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.opensky.DepartureQuery;
import dev.flightwatch.datacollector.opensky.Reading;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One more read of a finished UTC day, after OpenSky has settled it. What it says is final: real
 * flights that earlier runs wrote and it no longer lists go. Unless it lists fewer than half of
 * those known, which is rather a fault of the source than a change of the past.
 */
final class DayRun {
  private static final Logger log = LoggerFactory.getLogger(DayRun.class);

  private final CollectionDependencies parts;
  private final Clock clock;

  DayRun(CollectionDependencies parts, Clock clock) {
    this.parts = requireNonNull(parts);
    this.clock = requireNonNull(clock);
  }

  /** Reads the day; completes with the progress, which has moved when the day was read. */
  Future<Progress> reread(Lease lease, Progress progress, LocalDate day, Duration timeLimit) {
    Instant start = clock.instant();
    Window window = Windows.of(day);
    String airport = lease.airport();
    return parts
        .source()
        .departures(new DepartureQuery(airport, window.begin(), window.end(), timeLimit))
        .compose(
            reading ->
                reading.isRead()
                    ? settle(airport, day, start, reading)
                        .map(
                            progress
                                .readTo(window.end())
                                .withDaysRead(Windows.withDay(progress.daysRead(), day, start)))
                    : unread(progress))
        .onFailure(failure -> parts.metrics().dayFailed());
  }

  private Future<Progress> unread(Progress progress) {
    parts.metrics().dayUnread();
    return Future.succeededFuture(progress);
  }

  private Future<Void> settle(String airport, LocalDate day, Instant start, Reading reading) {
    FlightStore flights = parts.flights();
    Window window = Windows.of(day);
    List<Flight> listed = AirportRun.asFlights(reading.flights(), Source.OPENSKY);
    return flights
        .count(airport, window)
        .map(known -> known.getOrDefault(Source.OPENSKY, 0L))
        .compose(
            known ->
                flights
                    .save(airport, listed, start)
                    .compose(
                        saved ->
                            prune(airport, day, start, new Sizes(known, listed.size()))
                                .compose(
                                    gone ->
                                        flights
                                            .deleteMock(airport, window.end())
                                            .compose(v -> report(airport, day, saved, gone)))
                                .onSuccess(v -> parts.metrics().daySettled(saved, start))));
  }

  private record Sizes(long known, int listed) {}

  private Future<Long> prune(String airport, LocalDate day, Instant start, Sizes sizes) {
    if (sizes.listed() * 2L < sizes.known()) {
      log.warn(
          "{} of {}: OpenSky lists {} flights where {} are known; none removed",
          day,
          airport,
          sizes.listed(),
          sizes.known());
      return Future.succeededFuture(0L);
    }
    return parts.flights().deleteRealOfEarlierRuns(airport, Windows.of(day), start);
  }

  private Future<Void> report(String airport, LocalDate day, Saved saved, long gone) {
    log.info(
        "Settled {} of {}: {} new, {} seen, {} gone",
        day,
        airport,
        saved.fresh(),
        saved.seen(),
        gone);
    return parts
        .publisher()
        .apply(new FlightsCollected(airport, saved.fresh(), saved.seen(), Source.OPENSKY));
  }
}
