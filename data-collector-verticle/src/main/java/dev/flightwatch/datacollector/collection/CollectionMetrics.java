package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Counts and times collections, and keeps when the last one was finished. */
public final class CollectionMetrics {
  /** Result of a live collection. */
  enum Live {
    READ,
    MOCK,
    FAILED
  }

  /** Result of reading a finished day again. */
  enum Day {
    READ,
    UNREAD,
    FAILED
  }

  private enum Written {
    NEW,
    SEEN,
    MOCK
  }

  private final Clock clock;
  private final Map<Live, Counter> live;
  private final Map<Day, Counter> day;
  private final Timer liveSeconds;
  private final Timer daySeconds;
  private final Map<Written, Counter> flights;
  private final Counter leaseLosses;
  private volatile double followed = Double.NaN;
  private volatile double interval = Double.NaN;
  private volatile double overdue = Double.NaN;
  private volatile double daysLeftUnread = Double.NaN;
  private volatile double backfillCalls = Double.NaN;
  private volatile LastCollection last;
  private volatile Instant lastRead;

  public CollectionMetrics(Meters meters, Clock clock) {
    this.clock = requireNonNull(clock);
    live = meters.counters(collections("live"), "outcome", Live.class);
    day = meters.counters(collections("day"), "outcome", Day.class);
    liveSeconds = seconds("live").register(meters.registry());
    daySeconds = seconds("day").register(meters.registry());
    flights =
        meters.counters(
            Counter.builder("flightwatch_flights_saved_total").description("Flights written"),
            "kind",
            Written.class);
    leaseLosses =
        Counter.builder("flightwatch_lease_losses_total")
            .description("Runs whose lease another replica took over")
            .register(meters.registry());
    show(meters);
  }

  private static Counter.Builder collections(String kind) {
    return Counter.builder("flightwatch_collections_total")
        .description("Collections of one airport")
        .tag("kind", kind);
  }

  private static Timer.Builder seconds(String kind) {
    return Buckets.SLOW
        .timer("flightwatch_collection_seconds", "Duration of collections, with calls and writes")
        .tag("kind", kind);
  }

  private void show(Meters meters) {
    meters.gauge(
        "flightwatch_airports_followed", "Airports with at least one follower", () -> followed);
    meters.gauge(
        "flightwatch_collection_interval_seconds",
        "Interval between live reads of an airport",
        () -> interval);
    meters.gauge(
        "flightwatch_collection_overdue_seconds",
        "How long the airport that has waited longest has been due",
        () -> overdue);
    meters.gauge(
        "flightwatch_collection_days_left_unread",
        "Finished days that keep the flights of their live reads",
        () -> daysLeftUnread);
    meters.gauge(
        "flightwatch_backfill_calls_left",
        "Calls to OpenSky that the history of the followed airports still takes",
        () -> backfillCalls);
    meters.gauge(
        "flightwatch_last_collection_age_seconds",
        "Time since this process finished a live collection",
        () -> age(last().map(LastCollection::at).orElse(null)));
    meters.gauge(
        "flightwatch_last_read_age_seconds",
        "Time since this process read OpenSky",
        () -> age(lastRead));
  }

  private double age(Instant since) {
    return since == null ? Double.NaN : seconds(Duration.between(since, clock.instant()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  /** The live collection that was finished last in this process. */
  public Optional<LastCollection> last() {
    return Optional.ofNullable(last);
  }

  void collected(Saved saved, Source written, Instant start) {
    Instant now = clock.instant();
    last = new LastCollection(now, written);
    liveSeconds.record(Duration.between(start, now));
    if (written == Source.OPENSKY) {
      count(Live.READ);
      read(saved);
    } else {
      count(Live.MOCK);
      flights.get(Written.MOCK).increment((double) saved.fresh() + saved.seen());
    }
  }

  private void read(Saved saved) {
    lastRead = clock.instant();
    flights.get(Written.NEW).increment(saved.fresh());
    flights.get(Written.SEEN).increment(saved.seen());
  }

  void count(Live outcome) {
    live.get(outcome).increment();
  }

  void count(Day outcome) {
    day.get(outcome).increment();
  }

  void leaseLost() {
    leaseLosses.increment();
  }

  void daySettled(Saved saved, Instant start) {
    daySeconds.record(Duration.between(start, clock.instant()));
    count(Day.READ);
    read(saved);
  }

  /** Records the latest plan. */
  void planned(Plan plan) {
    followed = plan.demand().airports();
    interval = seconds(plan.interval());
    overdue =
        plan.oldestDue().map(due -> seconds(Duration.between(due, plan.madeAt()))).orElse(0.0);
    daysLeftUnread = plan.daysLeftUnread();
    backfillCalls = plan.demand().backfill();
  }
}
