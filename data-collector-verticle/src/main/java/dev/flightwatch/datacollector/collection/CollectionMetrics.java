package dev.flightwatch.datacollector.collection;

import static java.util.Objects.requireNonNull;

import dev.flightwatch.datacollector.flights.Saved;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.toolkit.metrics.Buckets;
import dev.flightwatch.toolkit.metrics.Counter;
import dev.flightwatch.toolkit.metrics.EnumCounter;
import dev.flightwatch.toolkit.metrics.Histogram;
import dev.flightwatch.toolkit.metrics.Level;
import dev.flightwatch.toolkit.metrics.Meters;
import dev.flightwatch.toolkit.metrics.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Counts and times what the collection does, and remembers when it was last done. */
public final class CollectionMetrics {
  /** What came of a live collection. */
  private enum Live {
    READ,
    MOCK,
    FAILED
  }

  /** What came of reading a finished day once more. */
  private enum Day {
    READ,
    UNREAD,
    FAILED
  }

  private enum Written {
    NEW,
    SEEN,
    MOCK
  }

  private static final Metric COLLECTIONS =
      Metric.of("flightwatch_collections_total", "Collections of one airport");
  private static final Metric SECONDS =
      Metric.of("flightwatch_collection_seconds", "How long one took");
  private static final double SECOND_IN_MILLIS = TimeUnit.SECONDS.toMillis(1);

  private final Clock clock;
  private final EnumCounter<Live> live;
  private final EnumCounter<Day> day;
  private final Histogram liveSeconds;
  private final Histogram daySeconds;
  private final EnumCounter<Written> flights;
  private final Counter leaseLosses;
  private final Level followed;
  private final Level interval;
  private final Level overdue;
  private final Level daysLeftUnread;
  private volatile LastCollection last;
  private volatile Instant lastRead;

  public CollectionMetrics(Meters meters, Clock clock) {
    this.clock = requireNonNull(clock);
    live = meters.counter(COLLECTIONS.with("kind", "live"), "outcome", Live.class);
    day = meters.counter(COLLECTIONS.with("kind", "day"), "outcome", Day.class);
    liveSeconds = meters.histogram(SECONDS.with("kind", "live"), Buckets.SLOW);
    daySeconds = meters.histogram(SECONDS.with("kind", "day"), Buckets.SLOW);
    flights =
        meters.counter(
            Metric.of("flightwatch_flights_saved_total", "Flights written"), "kind", Written.class);
    leaseLosses =
        meters.counter(
            Metric.of("flightwatch_lease_losses_total", "Runs whose lease another replica took"));
    followed =
        meters.level(Metric.of("flightwatch_airports_followed", "Airports that somebody follows"));
    interval =
        meters.level(
            Metric.of(
                "flightwatch_collection_interval_seconds", "Between two live reads of an airport"));
    overdue =
        meters.level(
            Metric.of(
                "flightwatch_collection_overdue_seconds",
                "For how long the airport is due that waits longest"));
    daysLeftUnread =
        meters.level(
            Metric.of(
                "flightwatch_collection_days_left_unread",
                "Finished days that stay as they were polled"));
    meters.gauge(
        Metric.of(
            "flightwatch_last_collection_age_seconds", "Since a live collection was finished here"),
        () -> age(last == null ? null : last.at()));
    meters.gauge(
        Metric.of("flightwatch_last_read_age_seconds", "Since OpenSky was read here"),
        () -> age(lastRead));
  }

  private double age(Instant since) {
    return since == null ? Double.NaN : seconds(Duration.between(since, clock.instant()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / SECOND_IN_MILLIS;
  }

  /** The live collection that was finished last in this process. */
  public Optional<LastCollection> last() {
    return Optional.ofNullable(last);
  }

  void collected(Saved saved, Source written, Instant start) {
    Instant now = clock.instant();
    last = new LastCollection(now, written);
    liveSeconds.record(Duration.between(start, now));
    switch (written) {
      case OPENSKY -> {
        lastRead = now;
        live.increment(Live.READ);
        count(saved);
      }
      case MOCK -> {
        live.increment(Live.MOCK);
        flights.add(Written.MOCK, (long) saved.fresh() + saved.seen());
      }
    }
  }

  private void count(Saved saved) {
    flights.add(Written.NEW, saved.fresh());
    flights.add(Written.SEEN, saved.seen());
  }

  void failed() {
    live.increment(Live.FAILED);
  }

  void leaseLost() {
    leaseLosses.increment();
  }

  void daySettled(Saved saved, Instant start) {
    Instant now = clock.instant();
    lastRead = now;
    daySeconds.record(Duration.between(start, now));
    day.increment(Day.READ);
    count(saved);
  }

  void dayUnread() {
    day.increment(Day.UNREAD);
  }

  void dayFailed() {
    day.increment(Day.FAILED);
  }

  /** What the airports wait for, as it was just looked up. */
  void planned(Schedule schedule, Duration intervalInForce) {
    followed.set(schedule.followed().size());
    interval.set(seconds(intervalInForce));
    overdue.set(
        schedule
            .oldestDue(intervalInForce)
            .map(due -> seconds(Duration.between(due, schedule.now())))
            .orElse(0.0));
    daysLeftUnread.set(schedule.daysLeftUnread());
  }
}
