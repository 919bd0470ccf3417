package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.Flight;
import dev.flightwatch.datacollector.flights.FlightMessages.FlightsCollected;
import dev.flightwatch.datacollector.flights.FlightStore;
import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.opensky.CallCost;
import dev.flightwatch.datacollector.opensky.DepartureQuery;
import dev.flightwatch.datacollector.opensky.FlightSource;
import dev.flightwatch.datacollector.opensky.MockFlights;
import dev.flightwatch.datacollector.opensky.Reading;
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
 * One live read of an airport under a lease: fetch, save, move the progress, publish. Only a read
 * moves how far the airport is read; when OpenSky cannot be read, mock flights are written, and
 * taken back when the lease turns out to be lost.
 */
final class AirportRun {
  private static final Logger log = LoggerFactory.getLogger(AirportRun.class);

  private final FlightSource source;
  private final MockFlights mocks;
  private final FlightStore flights;
  private final CollectionStore collections;
  private final Function<FlightsCollected, Future<Void>> publisher;
  private final CollectionMetrics metrics;
  private final CollectionTimes times;
  private final Spending spending;
  private final Clock clock;

  AirportRun(CollectionDependencies parts, CollectionTimes times, Spending spending, Clock clock) {
    this.source = parts.source();
    this.mocks = parts.mocks();
    this.flights = parts.flights();
    this.collections = parts.collections();
    this.publisher = parts.publisher();
    this.metrics = parts.metrics();
    this.times = requireNonNull(times);
    this.spending = requireNonNull(spending);
    this.clock = requireNonNull(clock);
  }

  /** Reads the airport up to now; completes with its progress, moved on. */
  Future<Progress> live(Lease lease, Progress progress, Duration timeLimit) {
    Instant start = clock.instant();
    Window window = affordable(Windows.live(progress, start), start);
    Progress next = progress.withNextDue(start.plus(times.period()));
    return source
        .departures(new DepartureQuery(lease.airport(), window.begin(), window.end(), timeLimit))
        .compose(
            reading ->
                reading.isRead()
                    ? saveReal(lease, reading, start, next.read(window.end(), start))
                    : saveMock(lease, reading, start, next))
        .onFailure(failure -> metrics.failed());
  }

  /** What a window leaves out for its price is yesterday's, and is read with the finished day. */
  private Window affordable(Window window, Instant now) {
    return CallCost.of(window.begin(), now) == CallCost.LIVE || spending.allowsHistory()
        ? window
        : Windows.lastDay(now);
  }

  /** What a read comes to that is beyond the day's credits. */
  Future<Progress> withoutCall(Lease lease, Progress progress) {
    Instant start = clock.instant();
    Reading reading = Reading.notRead("the day's credits are spent on what goes first");
    return saveMock(lease, reading, start, progress.withNextDue(start.plus(times.period())))
        .onFailure(failure -> metrics.failed());
  }

  private Future<Progress> saveReal(Lease lease, Reading reading, Instant start, Progress read) {
    String airport = lease.airport();
    return flights
        .save(airport, asFlights(reading.flights(), Source.OPENSKY), start)
        .compose(saved -> flights.deleteMock(airport, start).map(saved))
        .compose(
            saved ->
                collections
                    .advance(alive(lease), read)
                    .compose(
                        kept -> {
                          if (!kept) {
                            metrics.leaseLost();
                            log.warn("{}: the lease was lost; progress not moved", airport);
                          }
                          return report(airport, saved, reading, start);
                        }))
        .map(read);
  }

  private Future<Progress> saveMock(Lease lease, Reading reading, Instant start, Progress next) {
    String airport = lease.airport();
    return collections
        .renew(alive(lease))
        .compose(
            held ->
                held
                    ? flights.save(
                        airport, asFlights(mocks.departures(airport, start), Source.MOCK), start)
                    : Future.succeededFuture(Saved.NOTHING))
        .compose(
            saved ->
                collections
                    .advance(alive(lease), next)
                    .compose(
                        kept -> {
                          if (!kept) {
                            metrics.leaseLost();
                            log.warn("{}: the lease was lost; mock flights taken back", airport);
                            return flights
                                .deleteMockOfRun(airport, start)
                                .compose(v -> publish(airport, Saved.NOTHING, Source.MOCK));
                          }
                          return report(airport, saved, reading, start);
                        }))
        .map(next);
  }

  /** The lease with a whole life before it: what was read may have taken most of the last one. */
  private Lease alive(Lease lease) {
    return lease.until(clock.instant().plus(times.lease()));
  }

  static List<Flight> asFlights(List<JsonObject> found, Source source) {
    return found.stream().map(data -> Flight.of(data, source)).toList();
  }

  private Future<Void> report(String airport, Saved saved, Reading reading, Instant start) {
    Source written = reading.isRead() ? Source.OPENSKY : Source.MOCK;
    metrics.collected(saved, written, start);
    log.info(
        "Collected {}: {} new, {} seen, source {}{}, {} ms",
        airport,
        saved.fresh(),
        saved.seen(),
        written.label(),
        reading.isRead() ? "" : " (" + reading.reason() + ")",
        Duration.between(start, clock.instant()).toMillis());
    return publish(airport, saved, written);
  }

  private Future<Void> publish(String airport, Saved saved, Source written) {
    return publisher.apply(new FlightsCollected(airport, saved.fresh(), saved.seen(), written));
  }
}
