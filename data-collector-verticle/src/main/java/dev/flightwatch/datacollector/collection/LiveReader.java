package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.collection.FlightRecorder.Deletion;
import dev.flightwatch.datacollector.collection.FlightRecorder.Reading;
import dev.flightwatch.datacollector.collection.FlightRecorder.Recorded;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.opensky.CallCost;
import dev.flightwatch.datacollector.opensky.FlightQuery;
import dev.flightwatch.datacollector.opensky.ReadResult;
import dev.flightwatch.datacollector.simulation.MockFlights;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one live read of an airport under a lease: reads OpenSky, stores the flights, stores the
 * progress, and publishes. When OpenSky cannot be read, it stores simulated flights and leaves the
 * read progress as it is; if the lease turns out to be lost, it deletes those flights.
 */
final class LiveReader {
  private static final Logger log = LoggerFactory.getLogger(LiveReader.class);

  private static final String CREDITS_RESERVED =
      "the rest of the day's OpenSky credits is needed for mandatory reads";

  private final CollectionDependencies dependencies;
  private final FlightStore flights;
  private final FlightRecorder recorder;
  private final CollectionTimes times;
  private final CreditPlanner credits;
  private final Clock clock;

  LiveReader(
      CollectionDependencies dependencies,
      FlightRecorder recorder,
      CollectionTimes times,
      CreditPlanner credits,
      Clock clock) {
    this.dependencies = requireNonNull(dependencies);
    this.flights = dependencies.flights().departures();
    this.recorder = requireNonNull(recorder);
    this.times = requireNonNull(times);
    this.credits = requireNonNull(credits);
    this.clock = requireNonNull(clock);
  }

  /**
   * Reads the airport up to now; returns its new progress.
   *
   * @param allowed whether the day's credits allow the call; without it flights are simulated
   */
  Future<CollectionProgress> read(
      Lease lease, CollectionProgress progress, Duration timeLimit, boolean allowed) {
    Instant start = clock.instant();
    Window window = affordable(ReadWindows.live(progress, start), start);
    CollectionProgress next = progress.withNextDue(start.plus(times.period()));
    FlightQuery query =
        new FlightQuery(
            lease.airport(), Direction.DEPARTURE, window.begin(), window.end(), timeLimit);
    Future<ReadResult> read =
        allowed
            ? dependencies.source().flights(query)
            : Future.succeededFuture(ReadResult.notRead(CREDITS_RESERVED));
    return read.compose(
            result ->
                result.isRead()
                    ? saveReal(lease, next, reading(lease, window, result, start))
                    : saveMock(lease, result.reason(), start, next))
        .onFailure(failure -> dependencies.metrics().count(CollectionMetrics.Live.FAILED));
  }

  private static Reading reading(Lease lease, Window window, ReadResult result, Instant start) {
    List<Flight> listed = realFlights(result.flights());
    return new Reading(
        lease.airport(), Direction.DEPARTURE, window, listed, Source.OPENSKY, false, start);
  }

  /** The part that is left out is from yesterday, and is read with that finished day. */
  private Window affordable(Window window, Instant now) {
    return CallCost.of(window.begin(), now) == CallCost.LIVE || credits.allowsHistory()
        ? window
        : ReadWindows.lastDay(now);
  }

  private Future<CollectionProgress> saveReal(
      Lease lease, CollectionProgress next, Reading reading) {
    Instant start = reading.run();
    Instant end = reading.window().end();
    CollectionProgress read = next.afterLiveRead(end, start);
    return recorder
        .record(
            reading,
            coversMore(next, end),
            () -> flights.deleteMock(reading.airport(), start).map(mocks -> new Deletion(mocks, 0)))
        .compose(
            recorded ->
                advance(lease, read, "the flights stay, the progress is left to the new holder")
                    .compose(held -> report(reading, recorded, "")))
        .map(read);
  }

  /** The days up to the end of the last window were counted before its end was stored. */
  private static boolean coversMore(CollectionProgress progress, Instant end) {
    return progress
        .readUntil()
        .map(until -> !Quarters.floor(until).equals(Quarters.floor(end)))
        .orElse(true);
  }

  private Future<CollectionProgress> saveMock(
      Lease lease, String reason, Instant start, CollectionProgress next) {
    Reading reading =
        new Reading(
            lease.airport(),
            Direction.DEPARTURE,
            MockFlights.window(start),
            MockFlights.departures(lease.airport(), start),
            Source.MOCK,
            false,
            start);
    return dependencies
        .collections()
        .renew(extended(lease))
        .compose(
            held ->
                held
                    ? recorder.record(reading, true, () -> Future.succeededFuture(Deletion.NONE))
                    : Future.succeededFuture(new Recorded(Saved.NOTHING, Deletion.NONE, true)))
        .compose(
            recorded ->
                advance(lease, next, "the simulated flights of this run are deleted")
                    .compose(
                        held ->
                            held
                                ? report(reading, recorded, " (" + reason + ")")
                                : deleteMock(reading)))
        .map(next);
  }

  private Future<Void> deleteMock(Reading reading) {
    return flights
        .deleteMockOfRun(reading.airport(), reading.run())
        .compose(v -> dependencies.collections().flightsChanged(List.of(reading.airport())))
        .compose(v -> dependencies.publish(reading.airport(), Saved.NOTHING, Source.MOCK));
  }

  /** Stores the progress; completes with false when another run holds the lease. */
  private Future<Boolean> advance(Lease lease, CollectionProgress progress, String whenLost) {
    return dependencies
        .collections()
        .advance(extended(lease), progress)
        .onSuccess(
            held -> {
              if (!held) {
                dependencies.metrics().leaseLost();
                log.warn("{}: the lease was lost during a read; {}", lease.airport(), whenLost);
              }
            });
  }

  /** The lease, extended by its full duration: the read may have used up most of it. */
  private Lease extended(Lease lease) {
    return lease.until(clock.instant().plus(times.lease()));
  }

  static List<Flight> realFlights(List<JsonObject> rows) {
    return rows.stream().map(row -> Flight.of(row, Source.OPENSKY)).toList();
  }

  private Future<Void> report(Reading reading, Recorded recorded, String reason) {
    Saved saved = recorded.saved();
    dependencies.metrics().collected(saved, reading.source(), reading.run());
    log.info(
        "Collected {}: {} new, {} seen, source {}{}, {} ms",
        reading.airport(),
        saved.fresh(),
        saved.seen(),
        reading.source().label(),
        reason,
        Duration.between(reading.run(), clock.instant()).toMillis());
    return recorded.isChanged()
        ? dependencies.publish(reading.airport(), saved, reading.source())
        : Future.succeededFuture();
  }
}
