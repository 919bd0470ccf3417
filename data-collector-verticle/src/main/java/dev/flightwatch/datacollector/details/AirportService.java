package dev.flightwatch.datacollector.details;

import static java.util.Objects.requireNonNull;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.flightwatch.datacollector.airports.Airlines;
import dev.flightwatch.datacollector.airports.Airport;
import dev.flightwatch.datacollector.airports.AirportReference;
import dev.flightwatch.datacollector.collection.AirportMark;
import dev.flightwatch.datacollector.collection.CollectionProgress;
import dev.flightwatch.datacollector.collection.CollectionStore;
import dev.flightwatch.datacollector.collection.Plan;
import dev.flightwatch.datacollector.details.AirportDetails.History;
import dev.flightwatch.datacollector.details.AirportMessages.FindAirports;
import dev.flightwatch.datacollector.details.AirportMessages.FindNames;
import dev.flightwatch.datacollector.details.AirportMessages.FoundAirports;
import dev.flightwatch.datacollector.details.AirportMessages.FoundMarks;
import dev.flightwatch.datacollector.details.AirportMessages.FoundSummaries;
import dev.flightwatch.datacollector.details.AirportMessages.Names;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.FlightService;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.interests.FollowedAirports;
import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Queries on airports. */
public final class AirportService {
  /** Summaries count the departures of this period. */
  private static final Duration RECENT = Duration.ofHours(24);

  private final AirportReference reference;
  private final FollowedAirports followed;
  private final CollectionStore collections;
  private final FlightService flights;
  private final int backfillDays;
  private final Clock clock;

  public AirportService(
      AirportReference reference,
      FollowedAirports followed,
      CollectionStore collections,
      FlightService flights,
      int backfillDays,
      Clock clock) {
    this.reference = requireNonNull(reference);
    this.followed = requireNonNull(followed);
    this.collections = requireNonNull(collections);
    this.flights = requireNonNull(flights);
    this.backfillDays = backfillDays;
    this.clock = requireNonNull(clock);
  }

  /** Searches the reference table. */
  public FoundAirports find(FindAirports query) {
    return new FoundAirports(reference.search(query.query(), query.limit()));
  }

  /** Looks up codes and callsigns in the reference tables. */
  public Names names(FindNames find) {
    List<Airport> airports =
        find.airports().stream().sorted().map(reference::find).flatMap(Optional::stream).toList();
    SortedMap<String, String> codeToAirline = new TreeMap<>();
    find.callsigns().stream()
        .map(Airlines::codeOf)
        .flatMap(Optional::stream)
        .forEach(code -> Airlines.find(code).ifPresent(name -> codeToAirline.put(code, name)));
    return new Names(airports, codeToAirline);
  }

  /** Returns the details of an airport; see {@link AirportMessages.GetDetails}. */
  public Future<AirportDetails> details(AirportCode code) {
    Optional<Airport> airport = reference.find(code.value());
    Future<Boolean> isFollowed = followed.isMarked(code);
    Future<Optional<CollectionProgress>> progress = collections.progress(code);
    Future<Optional<Plan>> plan = collections.plan();
    Future<Optional<Source>> source = source(code);
    return Future.all(isFollowed, progress, plan, source)
        .compose(
            v -> {
              if (airport.isEmpty() && !isFollowed.result()) {
                return Future.failedFuture(unknown(code));
              }
              Optional<CollectionProgress> whileFollowed =
                  progress.result().filter(known -> isFollowed.result());
              return Future.succeededFuture(
                  new AirportDetails(
                      code,
                      airport,
                      isFollowed.result(),
                      source.result(),
                      progress.result().flatMap(CollectionProgress::readAt),
                      whileFollowed.map(known -> nextReadAt(known, plan.result())),
                      whileFollowed.map(this::history)));
            });
  }

  /** Returns the marks of all the airports. */
  public Future<FoundMarks> marks(List<AirportCode> airports) {
    return collections
        .marks(airports)
        .map(
            found -> {
              Map<AirportCode, AirportMark> known =
                  found.stream().collect(toMap(AirportMark::airport, identity()));
              return new FoundMarks(
                  airports.stream()
                      .map(airport -> known.getOrDefault(airport, AirportMark.none(airport)))
                      .toList());
            });
  }

  /** Returns the summaries of all the airports, each at least as new as its mark. */
  public Future<FoundSummaries> summaries(List<AirportCode> airports) {
    return marks(airports)
        .compose(
            found ->
                sources(airports)
                    .compose(
                        sources ->
                            flights
                                .recent(sources, RECENT)
                                .map(numbers -> summaries(found, sources, numbers))));
  }

  private Future<Map<AirportCode, Source>> sources(List<AirportCode> airports) {
    Map<AirportCode, Source> sources = new HashMap<>();
    return Future.all(
            airports.stream()
                .map(
                    airport ->
                        source(airport)
                            .onSuccess(
                                found -> found.ifPresent(source -> sources.put(airport, source))))
                .toList())
        .map(sources);
  }

  private static FoundSummaries summaries(
      FoundMarks found, Map<AirportCode, Source> sources, Map<AirportCode, Long> numbers) {
    return new FoundSummaries(
        found.marks().stream()
            .map(
                mark -> {
                  Optional<Source> source = Optional.ofNullable(sources.get(mark.airport()));
                  boolean isKnown = mark.lastReadAt().isPresent() || source.isPresent();
                  long number = numbers.getOrDefault(mark.airport(), 0L);
                  return new AirportSummary(
                      mark, source, isKnown ? Optional.of(number) : Optional.empty());
                })
            .toList());
  }

  /** One day more than configured, so that all local days are whole. */
  private History history(CollectionProgress progress) {
    return backfillDays == 0
        ? new History(0, 0)
        : new History(backfillDays + 1, progress.daysMissing(clock.instant(), backfillDays));
  }

  private Future<Optional<Source>> source(AirportCode code) {
    return flights
        .last(code)
        .map(flight -> Optional.of(flight.source()))
        .recover(
            failure ->
                ServiceException.from(failure).kind() == ErrorKind.NOT_FOUND
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(failure));
  }

  /** The stored time is the earliest; when credits are short, the plan's interval is longer. */
  private static Instant nextReadAt(CollectionProgress progress, Optional<Plan> plan) {
    Instant earliest = progress.nextDue();
    return progress
        .readAt()
        .flatMap(readAt -> plan.map(current -> readAt.plus(current.interval())))
        .filter(earliest::isBefore)
        .orElse(earliest);
  }

  private static ServiceException unknown(AirportCode code) {
    return ServiceException.of(
        ErrorKind.NOT_FOUND,
        "unknown_airport",
        "No airport with the code " + code + " is known, and nobody follows it.");
  }
}
