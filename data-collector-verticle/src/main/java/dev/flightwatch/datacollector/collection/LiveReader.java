package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.AirportCode;
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
  private final CollectionTimes times;
  private final CreditPlanner credits;
  private final Clock clock;

  LiveReader(
      CollectionDependencies dependencies,
      CollectionTimes times,
      CreditPlanner credits,
      Clock clock) {
    this.dependencies = requireNonNull(dependencies);
    this.flights = dependencies.flights();
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
                    ? saveReal(lease, result, start, next.afterLiveRead(window.end(), start))
                    : saveMock(lease, result.reason(), start, next))
        .onFailure(failure -> dependencies.metrics().count(CollectionMetrics.Live.FAILED));
  }

  /** The part that is left out is from yesterday, and is read with that finished day. */
  private Window affordable(Window window, Instant now) {
    return CallCost.of(window.begin(), now) == CallCost.LIVE || credits.allowsHistory()
        ? window
        : ReadWindows.lastDay(now);
  }

  private Future<CollectionProgress> saveReal(
      Lease lease, ReadResult result, Instant start, CollectionProgress read) {
    AirportCode airport = lease.airport();
    return flights
        .save(airport, realFlights(result.flights()), start)
        .compose(saved -> flights.deleteMock(airport, start).map(saved))
        .compose(
            saved ->
                advance(lease, read, "the flights stay, the progress is left to the new holder")
                    .compose(held -> report(airport, saved, Source.OPENSKY, "", start)))
        .map(read);
  }

  private Future<CollectionProgress> saveMock(
      Lease lease, String reason, Instant start, CollectionProgress next) {
    AirportCode airport = lease.airport();
    return dependencies
        .collections()
        .renew(extended(lease))
        .compose(
            held ->
                held
                    ? flights.save(airport, MockFlights.departures(airport, start), start)
                    : Future.succeededFuture(Saved.NOTHING))
        .compose(
            saved ->
                advance(lease, next, "the simulated flights of this run are deleted")
                    .compose(
                        held ->
                            held
                                ? report(airport, saved, Source.MOCK, " (" + reason + ")", start)
                                : flights
                                    .deleteMockOfRun(airport, start)
                                    .compose(
                                        v ->
                                            dependencies.publish(
                                                airport, Saved.NOTHING, Source.MOCK))))
        .map(next);
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

  private Future<Void> report(
      AirportCode airport, Saved saved, Source written, String reason, Instant start) {
    dependencies.metrics().collected(saved, written, start);
    log.info(
        "Collected {}: {} new, {} seen, source {}{}, {} ms",
        airport,
        saved.fresh(),
        saved.seen(),
        written.label(),
        reason,
        Duration.between(start, clock.instant()).toMillis());
    return dependencies.publish(airport, saved, written);
  }
}
