package dev.flightwatch.datacollector.collection;

import dev.flightwatch.datacollector.opensky.DepartureQuery;
import dev.flightwatch.datacollector.opensky.FlightSource;
import dev.flightwatch.datacollector.opensky.Reading;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers as the test says, and remembers what it was asked. */
final class ScriptedSource implements FlightSource {
  final List<DepartureQuery> queries = new CopyOnWriteArrayList<>();
  private volatile Function<DepartureQuery, Future<Reading>> script = query -> read();
  private int inFlight;
  private int mostInFlight;

  void script(Function<DepartureQuery, Future<Reading>> newScript) {
    script = newScript;
  }

  void answer(Future<Reading> reading) {
    script = query -> reading;
  }

  static Future<Reading> read(JsonObject... flights) {
    return Future.succeededFuture(Reading.read(List.of(flights)));
  }

  static Future<Reading> notRead() {
    return Future.succeededFuture(Reading.notRead("OpenSky answered with status 503"));
  }

  DepartureQuery lastQuery() {
    return queries.get(queries.size() - 1);
  }

  synchronized int mostInFlight() {
    return mostInFlight;
  }

  @Override
  public Future<Reading> departures(DepartureQuery query) {
    queries.add(query);
    begin();
    return script.apply(query).onComplete(done -> end());
  }

  private synchronized void begin() {
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
  }

  private synchronized void end() {
    inFlight--;
  }
}
