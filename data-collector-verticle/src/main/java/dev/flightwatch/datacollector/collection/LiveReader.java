package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.opensky.CallCost;
import dev.flightwatch.datacollector.opensky.DepartureQuery;
import dev.flightwatch.datacollector.opensky.FlightSource;
import dev.flightwatch.datacollector.opensky.ReadResult;
import dev.flightwatch.datacollector.simulation.MockFlights;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one live read of an airport under a lease: reads OpenSky, stores the flights, stores the
 * progress, and publishes. When OpenSky cannot be read, it stores simulated flights and leaves the
 * read progress as it is; if the lease turns out to be lost, it deletes those flights.
 */
final class LiveReader {
  private static final Logger log = LoggerFactory.getLogger(LiveReader.class);

  private final FlightSource source;
  private final MockFlights mocks;
  private final FlightStore flights;
  private final CollectionStore collections;
  private final Function<FlightsCollected, Future<Void>> publisher;
  private final CollectionMetrics metrics;
  private final CollectionTimes times;
  private final CreditPlanner credits;
  private final Clock clock;

  LiveReader(
      CollectionDependencies dependencies,
      CollectionTimes times,
      CreditPlanner credits,
      Clock clock) {
    this.source = dependencies.source();
    this.mocks = dependencies.mocks();
    this.flights = dependencies.flights();
    this.collections = dependencies.collections();
    this.publisher = dependencies.publisher();
    this.metrics = dependencies.metrics();
    this.times = requireNonNull(times);
    this.credits = requireNonNull(credits);
    this.clock = requireNonNull(clock);
  }

  /** Reads the airport up to now; returns its new progress. */
  Future<CollectionProgress> read(Lease lease, CollectionProgress progress, Duration timeLimit) {
    Instant start = clock.instant();
    Window window = affordable(ReadWindows.live(progress, start), start);
    CollectionProgress next = progress.withNextDue(start.plus(times.period()));
    return source
        .departures(new DepartureQuery(lease.airport(), window.begin(), window.end(), timeLimit))
        .compose(
            result ->
                result.isRead()
                    ? saveReal(lease, result, start, next.afterLiveRead(window.end(), start))
                    : saveMock(lease, result, start, next))
        .onFailure(failure -> metrics.failed());
  }

  /** The part that is left out is from yesterday, and is read with that finished day. */
  private Window affordable(Window window, Instant now) {
    return CallCost.of(window.begin(), now) == CallCost.LIVE || credits.allowsHistory()
        ? window
        : ReadWindows.lastDay(now);
  }

  /** Stores simulated flights without a call, because the day's credits do not allow one. */
  Future<CollectionProgress> simulate(Lease lease, CollectionProgress progress) {
    Instant start = clock.instant();
    ReadResult result =
        ReadResult.notRead("the rest of the day's OpenSky credits is needed for mandatory reads");
    return saveMock(lease, result, start, progress.withNextDue(start.plus(times.period())))
        .onFailure(failure -> metrics.failed());
  }

  private Future<CollectionProgress> saveReal(
      Lease lease, ReadResult result, Instant start, CollectionProgress read) {
    AirportCode airport = lease.airport();
    return flights
        .save(airport, realFlights(result.flights()), start)
        .compose(saved -> flights.deleteMock(airport, start).map(saved))
        .compose(
            saved ->
                collections
                    .advance(extended(lease), read)
                    .compose(
                        held -> {
                          if (!held) {
                            metrics.leaseLost();
                            log.warn(
                                "{}: the lease was lost during a read; the flights stay, the"
                                    + " progress is left to the new holder",
                                airport);
                          }
                          return report(airport, saved, result, start);
                        }))
        .map(read);
  }

  private Future<CollectionProgress> saveMock(
      Lease lease, ReadResult result, Instant start, CollectionProgress next) {
    AirportCode airport = lease.airport();
    return collections
        .renew(extended(lease))
        .compose(
            held ->
                held
                    ? flights.save(airport, mocks.departures(airport, start), start)
                    : Future.succeededFuture(Saved.NOTHING))
        .compose(
            saved ->
                collections
                    .advance(extended(lease), next)
                    .compose(
                        held -> {
                          if (!held) {
                            metrics.leaseLost();
                            log.warn(
                                "{}: the lease was lost; the simulated flights of this run are"
                                    + " deleted",
                                airport);
                            return flights
                                .deleteMockOfRun(airport, start)
                                .compose(v -> publish(airport, Saved.NOTHING, Source.MOCK));
                          }
                          return report(airport, saved, result, start);
                        }))
        .map(next);
  }

  /** The lease, extended by its full duration: the read may have used up most of it. */
  private Lease extended(Lease lease) {
    return lease.until(clock.instant().plus(times.lease()));
  }

  static List<Flight> realFlights(List<JsonObject> rows) {
    return rows.stream().map(row -> Flight.of(row, Source.OPENSKY)).toList();
  }

  private Future<Void> report(AirportCode airport, Saved saved, ReadResult result, Instant start) {
    Source written = result.isRead() ? Source.OPENSKY : Source.MOCK;
    metrics.collected(saved, written, start);
    log.info(
        "Collected {}: {} new, {} seen, source {}{}, {} ms",
        airport,
        saved.fresh(),
        saved.seen(),
        written.label(),
        result.isRead() ? "" : " (" + result.reason() + ")",
        Duration.between(start, clock.instant()).toMillis());
    return publish(airport, saved, written);
  }

  private Future<Void> publish(AirportCode airport, Saved saved, Source written) {
    return publisher.apply(new FlightsCollected(airport, saved.fresh(), saved.seen(), written));
  }
}
