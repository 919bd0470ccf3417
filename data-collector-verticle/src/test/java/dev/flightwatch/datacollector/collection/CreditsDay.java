package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.on;

import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.MemoryFlightStore;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.flights.Window;
import dev.flightwatch.datacollector.opensky.CreditBalance;
import dev.flightwatch.datacollector.opensky.DepartureQuery;
import dev.flightwatch.datacollector.opensky.FlightSource;
import dev.flightwatch.datacollector.opensky.OpenSky;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions.BreakerOptions;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions.ClientCredentials;
import dev.flightwatch.datacollector.opensky.OpenSkyOptions.Limits;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import dev.flightwatch.datacollector.opensky.ReadResult;
import dev.flightwatch.datacollector.simulation.MockFlights;
import dev.flightwatch.embedded.opensky.EmulatedAccount;
import dev.flightwatch.embedded.opensky.EmulatorOptions;
import dev.flightwatch.embedded.opensky.OpenSkyEmulator;
import dev.flightwatch.testkit.SettableClock;
import dev.flightwatch.toolkit.metrics.Meters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A collection that reads an emulator with 4,000 credits; both use the clock of the test. Its
 * airports have been followed for some days and were last read at times spread over a period.
 */
final class CreditsDay implements AutoCloseable {
  static final Duration PERIOD = Duration.ofMinutes(10);

  private static final CollectionTimes TIMES =
      new CollectionTimes(
          PERIOD,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(9),
          Duration.ofMillis(5),
          4);

  final SettableClock clock;
  final OpenSkyEmulator emulator;
  final List<AirportCode> followed = new CopyOnWriteArrayList<>();
  final CollectionService target;
  private final Instant start;
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final MemoryFlightStore flights = new MemoryFlightStore();
  private final MemoryCollectionStore store = new MemoryCollectionStore();
  private final Map<AirportCode, List<Instant>> airportToReads = new HashMap<>();
  private final List<LocalDate> rereads = new ArrayList<>();

  CreditsDay(Instant start) {
    this.start = start;
    this.clock = new SettableClock(start);
    this.emulator =
        await(new OpenSkyEmulator(vertx, EmulatorOptions.defaults().withClock(clock)).listen());
    this.target =
        new CollectionService(
            vertx,
            new CollectionDependencies(
                recording(OpenSky.source(vertx, options(), clock)),
                new MockFlights(),
                flights,
                store,
                collected -> Future.succeededFuture(),
                new CollectionMetrics(Meters.detached(), clock)),
            () -> Future.succeededFuture(List.copyOf(followed)),
            TIMES,
            clock);
  }

  private OpenSkyOptions options() {
    EmulatedAccount account = EmulatedAccount.standard();
    return new OpenSkyOptions(
        URI.create(emulator.apiUrl()),
        URI.create(emulator.tokenUrl()),
        Optional.of(new ClientCredentials(account.clientId(), account.clientSecret())),
        new Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            1 << 24,
            8,
            account.dailyCredits()),
        new BreakerOptions(5, Duration.ofSeconds(300), Duration.ofSeconds(60)));
  }

  private FlightSource recording(FlightSource source) {
    return new FlightSource() {
      @Override
      public Future<ReadResult> departures(DepartureQuery query) {
        return source
            .departures(query)
            .onSuccess(
                result -> {
                  if (result.isRead()) {
                    record(query);
                  }
                });
      }

      @Override
      public Optional<CreditBalance> balance() {
        return source.balance();
      }

      @Override
      public OpenSkyStatus status() {
        return source.status();
      }
    };
  }

  private void record(DepartureQuery query) {
    if (query.end().equals(clock.instant())) {
      airportToReads.get(query.airport()).add(clock.instant());
    } else {
      rereads.add(LocalDate.parse(query.begin().toString().substring(0, 10)));
    }
  }

  /** Follows airports with traffic first, then others, for which OpenSky returns 404. */
  void follow(int airports, Duration since, Duration spread) {
    List<AirportCode> codes =
        Stream.concat(
                emulator.traffic().airports().stream().sorted(),
                IntStream.range(0, airports).mapToObj(i -> String.format("X%03d", i)))
            .limit(airports)
            .map(AirportCode::new)
            .toList();
    for (int i = 0; i < airports; i++) {
      Instant read = start.minus(spread.multipliedBy(i).dividedBy(airports));
      Lease lease = new Lease(codes.get(i), "before", read);
      await(store.claim(lease, start, start.minus(since)));
      await(
          store.advance(
              lease.released(),
              CollectionProgress.begun(start.minus(since))
                  .withNextDue(read.plus(PERIOD))
                  .afterLiveRead(read, read)));
      airportToReads.put(codes.get(i), new ArrayList<>(List.of(read)));
    }
    followed.addAll(codes);
  }

  /** Advances the clock, collecting the due airports at each tick. */
  void pass(Duration time, Duration tick) {
    for (Instant end = clock.instant().plus(time); clock.instant().isBefore(end); ) {
      clock.advance(tick);
      await(on(context, target::collectDue));
    }
  }

  /** Follows an airport that was not followed before. */
  Optional<CollectionProgress> followNew(String code) {
    AirportCode airport = new AirportCode(code);
    airportToReads.put(airport, new ArrayList<>());
    await(on(context, () -> target.collect(airport)));
    followed.add(airport);
    return await(store.progress(airport));
  }

  long rejectedCalls() {
    return followed.stream()
        .mapToLong(airport -> emulator.calls().about(airport.value(), 429))
        .sum();
  }

  List<LocalDate> rereads() {
    return List.copyOf(rereads);
  }

  int daysToReread() {
    return new Schedule(followed, await(store.progress(followed)), clock.instant()).daysToReread();
  }

  int daysLeftUnread() {
    return new Schedule(followed, await(store.progress(followed)), clock.instant())
        .daysLeftUnread();
  }

  long neverRead() {
    return followed.stream().filter(airport -> airportToReads.get(airport).isEmpty()).count();
  }

  long mockFlights(String airport) {
    Window all = new Window(Instant.EPOCH, clock.instant());
    return await(flights.count(new AirportCode(airport), all)).getOrDefault(Source.MOCK, 0L);
  }

  /** Returns the intervals between live reads of the first airports, up to now. */
  private List<Duration> intervals(int airports) {
    return followed.stream()
        .limit(airports)
        .map(airportToReads::get)
        .flatMap(
            reads ->
                IntStream.range(0, reads.size())
                    .mapToObj(
                        i ->
                            Duration.between(
                                reads.get(i),
                                i + 1 < reads.size() ? reads.get(i + 1) : clock.instant())))
        .toList();
  }

  Duration longest() {
    return longest(followed.size());
  }

  Duration longest(int airports) {
    return intervals(airports).stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  int credits() {
    return emulator.credits().remaining();
  }

  /** Returns the figures for the output of the test. */
  String figures() {
    long reads =
        airportToReads.values().stream().flatMap(List::stream).filter(start::isBefore).count();
    long seconds = Duration.between(start, clock.instant()).toSeconds();
    return String.format(
        "%d airports: %d live reads, mean interval %s, longest %s; %d days read again,"
            + " %d to read again, %d left unread; %d credits left",
        followed.size(),
        reads,
        Duration.ofSeconds(seconds * followed.size() / reads),
        longest(),
        rereads.size(),
        daysToReread(),
        daysLeftUnread(),
        credits());
  }

  @Override
  public void close() {
    await(emulator.close());
    await(vertx.close());
  }
}
