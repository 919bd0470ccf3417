package dev.flightwatch.datacollector.aircraft;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.airports.Airport;
import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.opensky.AircraftReading;
import dev.flightwatch.datacollector.opensky.AircraftSource;
import dev.flightwatch.datacollector.opensky.Area;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import dev.flightwatch.datacollector.simulation.MockAircraft;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The aircraft around airports. Positions are read only when they are requested, and each read is
 * shared by all who request it from any replica. Belongs to one event loop.
 */
public final class AircraftService {
  /** Interval between two positions of simulated aircraft. */
  private static final Duration SIMULATED = Duration.ofSeconds(5);

  /** Interval between two looks at what other replicas have read. */
  private static final Duration RECHECK = Duration.ofSeconds(1);

  /** An airport counts as watched for two periods, because requests may come once in each. */
  private static final Duration WATCHED = ReadPace.SHORTEST.multipliedBy(2);

  /** Time limit of a read. */
  private static final Duration READ = Duration.ofSeconds(10);

  /** How long a response waits for a read; after that it has the positions of the read before. */
  private static final Duration WAIT = Duration.ofSeconds(4);

  private static final Duration SHOWN = Duration.ofMinutes(2);

  /** How long positions are shown after the next read should have replaced them. */
  private static final Duration OVERDUE = Duration.ofSeconds(30);

  /** How long an airport that nobody watches stays stored. */
  private static final Duration KEPT = Duration.ofHours(1);

  private record Check(Instant begin, Future<AirportAircraft> result) {
    boolean isOver(Instant now) {
      return result.isComplete() && !now.isBefore(begin.plus(RECHECK));
    }
  }

  private final AirportReference reference;
  private final AircraftSource source;
  private final AircraftStore store;
  private final Clock clock;
  private final ReadPace pace = new ReadPace();
  private final Map<AirportCode, Check> checks = new HashMap<>();

  public AircraftService(
      AirportReference reference, AircraftSource source, AircraftStore store, Clock clock) {
    this.reference = requireNonNull(reference);
    this.source = requireNonNull(source);
    this.store = requireNonNull(store);
    this.clock = requireNonNull(clock);
  }

  /** Returns the aircraft around an airport; see {@link AircraftMessages.WatchAircraft}. */
  public Future<AirportAircraft> watch(AirportCode code) {
    Optional<Airport> airport = reference.find(code.value());
    if (airport.isEmpty()) {
      return Future.failedFuture(unknown(code));
    }
    Instant now = clock.instant();
    if (source.status().mode() == OpenSkyStatus.Mode.MOCK) {
      return Future.succeededFuture(simulated(code, airport.get(), now));
    }
    Check latest = checks.get(code);
    if (latest == null || latest.isOver(now)) {
      checks.values().removeIf(check -> check.isOver(now));
      latest = new Check(now, check(code, airport.get(), now));
      checks.put(code, latest);
    }
    return latest.result;
  }

  private static AirportAircraft simulated(AirportCode code, Airport airport, Instant now) {
    long step = Math.floorDiv(now.getEpochSecond(), SIMULATED.toSeconds());
    Instant at = Instant.ofEpochSecond(step * SIMULATED.toSeconds());
    return new AirportAircraft(
        code, Optional.of(Source.MOCK), Optional.of(at), MockAircraft.around(airport, at));
  }

  private Future<AirportAircraft> check(AirportCode code, Airport airport, Instant now) {
    return store
        .find(code)
        .compose(
            found -> {
              WatchedAirport stored = found.orElse(WatchedAirport.NEVER);
              return watched(code, stored, now)
                  .compose(v -> claimIfDue(code, stored, now))
                  .compose(
                      interval ->
                          interval.isEmpty()
                              ? Future.succeededFuture(Optional.<Positions>empty())
                              : waitFor(read(code, airport, now, interval.get())))
                  .map(read -> read.or(stored::positions));
            })
        .map(positions -> shown(code, positions));
  }

  private static Future<Optional<Positions>> waitFor(Future<Optional<Positions>> read) {
    return read.timeout(WAIT.toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                failure instanceof TimeoutException
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  private Future<Void> watched(AirportCode code, WatchedAirport stored, Instant now) {
    return now.isBefore(stored.watchedAt().plus(ReadPace.SHORTEST))
        ? Future.succeededFuture()
        : store.watch(code, now);
  }

  /** Returns the interval until the next read if this one was claimed, otherwise empty. */
  private Future<Optional<Duration>> claimIfDue(
      AirportCode code, WatchedAirport stored, Instant now) {
    if (now.isBefore(stored.readAt().plus(ReadPace.SHORTEST))) {
      return Future.succeededFuture(Optional.empty());
    }
    return store
        .countWatched(now.minus(WATCHED))
        .compose(
            watched -> {
              Duration interval = ReadPace.interval(source.balance(), watched, now);
              boolean isDue = !now.isBefore(stored.readAt().plus(interval));
              return isDue && pace.allows(source.balance(), now)
                  ? store
                      .claim(code, now.minus(interval), now)
                      .map(claimed -> Optional.of(interval).filter(i -> claimed))
                  : Future.succeededFuture(Optional.empty());
            });
  }

  private Future<Optional<Positions>> read(
      AirportCode code, Airport airport, Instant now, Duration interval) {
    pace.count(source.balance(), now);
    return source
        .aircraft(Area.around(airport.latitude(), airport.longitude()), READ)
        .compose(
            reading -> {
              if (!reading.isRead()) {
                return Future.succeededFuture(Optional.empty());
              }
              Positions positions = positions(reading, now, interval);
              return store.save(code, now, positions).map(Optional.of(positions));
            });
  }

  private static Positions positions(AircraftReading reading, Instant now, Duration interval) {
    Duration shown = Collections.max(List.of(SHOWN, interval.plus(OVERDUE)));
    return new Positions(reading.at(), now.plus(shown), reading.aircraft());
  }

  private AirportAircraft shown(AirportCode code, Optional<Positions> positions) {
    Optional<Positions> shown =
        positions.filter(known -> clock.instant().isBefore(known.shownUntil()));
    return new AirportAircraft(
        code,
        shown.map(known -> Source.OPENSKY),
        positions.map(Positions::at),
        shown.map(Positions::aircraft).orElse(List.of()));
  }

  /** Deletes what is stored of airports that nobody has watched for an hour. */
  public Future<Long> deleteUnwatched() {
    return store.deleteWatchedBefore(clock.instant().minus(KEPT));
  }

  private static ServiceException unknown(AirportCode code) {
    return ServiceException.of(
        ErrorKind.NOT_FOUND,
        "unknown_airport",
        "No airport with the code " + code + " is known, so its position is not known.");
  }
}
