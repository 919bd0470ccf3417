package dev.flightwatch.datacollector.http;

import static java.util.stream.Collectors.toMap;

import dev.flightwatch.datacollector.collection.AirportMark;
import dev.flightwatch.datacollector.collection.CollectionMessages;
import dev.flightwatch.datacollector.details.AirportMessages;
import dev.flightwatch.datacollector.details.AirportMessages.FindMarks;
import dev.flightwatch.datacollector.details.AirportMessages.FindSummaries;
import dev.flightwatch.datacollector.details.AirportMessages.FoundSummaries;
import dev.flightwatch.datacollector.details.AirportSummary;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.FlightMessages;
import dev.flightwatch.datacollector.interests.InterestMessages;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.cache.ResponseCache;
import dev.flightwatch.toolkit.http.EventFeed;
import dev.flightwatch.toolkit.http.EventStream;
import dev.flightwatch.toolkit.http.ServerSentEvent;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.Shareable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The {@code airport} events of one instance of the REST API. Changes made by this process are sent
 * at once. Those of other replicas are found by a query for the marks of all airports that are
 * watched in this process, made by one of its instances.
 *
 * <p>An event is sent after the cached responses that it makes stale were invalidated.
 */
public final class AirportFeed {
  /** A change of another replica is sent within five seconds. */
  static final Duration PERIOD = Duration.ofSeconds(4);

  /** The feeds of this process. The first one asks for the marks. */
  private static final class Group implements Shareable {
    private final List<AirportFeed> feeds = new CopyOnWriteArrayList<>();
  }

  private final Vertx vertx;
  private final Context context;
  private final Bus bus;
  private final ResponseCache responses;
  private final Supplier<DataOrigin> origin;
  private final Duration period;
  private final Group group;
  private final EventFeed<AirportCode, AirportSummary> feed;
  private RepeatingTask checks;

  /** Creates a feed on the current event loop. */
  public AirportFeed(Vertx vertx, Bus bus, ResponseCache responses, Supplier<DataOrigin> origin) {
    this(vertx, bus, responses, origin, PERIOD);
  }

  AirportFeed(
      Vertx vertx, Bus bus, ResponseCache responses, Supplier<DataOrigin> origin, Duration period) {
    this.vertx = vertx;
    this.period = period;
    this.context = vertx.getOrCreateContext();
    this.bus = bus;
    this.responses = responses;
    this.origin = origin;
    group =
        vertx
            .sharedData()
            .<String, Group>getLocalMap(AirportFeed.class.getName())
            .computeIfAbsent("feeds", key -> new Group());
    feed = new EventFeed<>(vertx, this::load, this::event);
  }

  /** Sends the airports' events to a stream until the returned action is run. */
  Runnable watch(Collection<AirportCode> airports, EventStream stream) {
    return feed.watch(airports, stream);
  }

  /** Begins to follow the changes; to be called after {@link CacheInvalidation#begin}. */
  public Future<Void> begin() {
    return Future.all(
            bus.subscribe(FlightMessages.COLLECTED, event -> feed.changed(event.airport())),
            bus.subscribe(CollectionMessages.READ, event -> feed.changed(event.airport())),
            bus.subscribe(FlightMessages.SWEPT, event -> feed.watched().forEach(feed::changed)),
            bus.subscribe(
                InterestMessages.CHANGED, event -> event.collected().ifPresent(feed::changed)))
        .onSuccess(v -> startChecks())
        .mapEmpty();
  }

  private void startChecks() {
    group.feeds.add(this);
    checks =
        RepeatingTask.start(vertx, "Check of the watched airports", period, period, this::check);
  }

  /** Stops to follow the changes. */
  public void end() {
    if (checks != null) {
      checks.cancel();
    }
    group.feeds.remove(this);
  }

  private Future<Void> check() {
    feed.retry();
    Set<AirportCode> watched = new HashSet<>();
    if (group.feeds.indexOf(this) == 0) {
      group.feeds.forEach(each -> watched.addAll(each.feed.watched()));
    }
    return watched.isEmpty()
        ? Future.succeededFuture()
        : bus.request(AirportMessages.FIND_MARKS, new FindMarks(List.copyOf(watched)))
            .onSuccess(
                found ->
                    group.feeds.forEach(
                        each -> each.context.runOnContext(v -> each.compare(found.marks()))))
            .<Void>mapEmpty()
            // The store has logged that the database is unavailable.
            .otherwiseEmpty();
  }

  private void compare(List<AirportMark> marks) {
    for (AirportMark mark : marks) {
      AirportSummary sent = feed.state(mark.airport());
      if (sent != null && !sent.mark().equals(mark)) {
        feed.changed(mark.airport());
      }
    }
  }

  private Future<Map<AirportCode, AirportSummary>> load(List<AirportCode> airports) {
    return bus.request(AirportMessages.FIND_SUMMARIES, new FindSummaries(airports))
        .map(this::invalidated);
  }

  private Map<AirportCode, AirportSummary> invalidated(FoundSummaries found) {
    for (AirportSummary summary : found.summaries()) {
      AirportCode airport = summary.mark().airport();
      AirportSummary sent = feed.state(airport);
      if (sent == null || sent.mark().version() != summary.mark().version()) {
        responses.invalidate(airport);
      }
    }
    return found.summaries().stream()
        .collect(toMap(summary -> summary.mark().airport(), summary -> summary));
  }

  private ServerSentEvent event(AirportSummary summary) {
    AirportMark mark = summary.mark();
    JsonObject data =
        new JsonObject()
            .put("airport", mark.airport().value())
            .put("version", mark.version())
            .put("last_read_at", mark.lastReadAt().map(Instant::toString).orElse(null));
    FlightJson.putSource(data, summary.source().orElse(null), origin.get())
        .put("departures_24h", summary.departures().orElse(null));
    return ServerSentEvent.of("airport", mark.airport().value(), data);
  }
}
