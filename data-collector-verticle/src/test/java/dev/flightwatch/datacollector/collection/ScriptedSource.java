package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.opensky.CreditBalance;
import dev.flightwatch.datacollector.opensky.FlightQuery;
import dev.flightwatch.datacollector.opensky.FlightSource;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import dev.flightwatch.datacollector.opensky.ReadResult;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** A source that returns what the test sets and records its queries, live ones and others. */
final class ScriptedSource implements FlightSource {
  final List<FlightQuery> queries = new CopyOnWriteArrayList<>();
  final List<FlightQuery> dayQueries = new CopyOnWriteArrayList<>();
  final AtomicInteger maxInFlight = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  volatile Supplier<Optional<CreditBalance>> balance = Optional::empty;
  private volatile Function<FlightQuery, Future<ReadResult>> script = ofDays(notRead());

  void script(Function<FlightQuery, Future<ReadResult>> newScript) {
    script = newScript;
  }

  /** Sets the response to live reads; finished days cannot be read. */
  void respond(Future<ReadResult> result) {
    script = query -> isOfDay(query) ? notRead() : result;
  }

  /** Sets the response about finished days; those to live reads have no flights. */
  void respondOnDays(Future<ReadResult> result) {
    script = ofDays(result);
  }

  private static Function<FlightQuery, Future<ReadResult>> ofDays(Future<ReadResult> result) {
    return query -> isOfDay(query) ? result : read();
  }

  static Future<ReadResult> read(JsonObject... flights) {
    return Future.succeededFuture(ReadResult.read(List.of(flights)));
  }

  static Future<ReadResult> notRead() {
    return Future.succeededFuture(ReadResult.notRead("OpenSky responded with status 503"));
  }

  /** Returns whether a query is about a finished day; live reads end now and not with a day. */
  static boolean isOfDay(FlightQuery query) {
    return query.end().toString().endsWith("T23:59:59Z");
  }

  FlightQuery lastQuery() {
    return queries.get(queries.size() - 1);
  }

  @Override
  public Future<ReadResult> flights(FlightQuery query) {
    (isOfDay(query) ? dayQueries : queries).add(query);
    maxInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    return script.apply(query).onComplete(done -> inFlight.decrementAndGet());
  }

  @Override
  public Optional<CreditBalance> balance() {
    return balance.get();
  }

  @Override
  public OpenSkyStatus status() {
    return OpenSkyStatus.mock();
  }
}
