package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.opensky.DepartureQuery;
import dev.flightwatch.datacollector.opensky.FlightSource;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import dev.flightwatch.datacollector.opensky.ReadResult;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A source that returns what the test sets and records its queries. */
final class ScriptedSource implements FlightSource {
  final List<DepartureQuery> queries = new CopyOnWriteArrayList<>();
  private volatile Function<DepartureQuery, Future<ReadResult>> script = query -> read();
  private int inFlight;
  private int maxInFlight;

  void script(Function<DepartureQuery, Future<ReadResult>> newScript) {
    script = newScript;
  }

  void respond(Future<ReadResult> result) {
    script = query -> result;
  }

  static Future<ReadResult> read(JsonObject... flights) {
    return Future.succeededFuture(ReadResult.read(List.of(flights)));
  }

  static Future<ReadResult> notRead() {
    return Future.succeededFuture(ReadResult.notRead("OpenSky responded with status 503"));
  }

  DepartureQuery lastQuery() {
    return queries.get(queries.size() - 1);
  }

  synchronized int maxInFlight() {
    return maxInFlight;
  }

  @Override
  public Future<ReadResult> departures(DepartureQuery query) {
    queries.add(query);
    begin();
    return script.apply(query).onComplete(done -> end());
  }

  @Override
  public OpenSkyStatus status() {
    return OpenSkyStatus.mock();
  }

  private synchronized void begin() {
    inFlight++;
    maxInFlight = Math.max(maxInFlight, inFlight);
  }

  private synchronized void end() {
    inFlight--;
  }
}
