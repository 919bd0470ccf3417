package dev.flightwatch.datacollector.http;

import dev.flightwatch.datacollector.aircraft.AircraftMessages;
import dev.flightwatch.datacollector.aircraft.AircraftMessages.WatchAircraft;
import dev.flightwatch.datacollector.aircraft.AirportAircraft;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.toolkit.bus.Bus;
import dev.flightwatch.toolkit.http.EventFeed;
import dev.flightwatch.toolkit.http.EventStream;
import dev.flightwatch.toolkit.http.ServerSentEvent;
import dev.flightwatch.toolkit.timer.RepeatingTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The {@code aircraft} events of one instance of the REST API. The aircraft around watched airports
 * are requested periodically, which also keeps them watched; the service reads them when it is time
 * for it.
 */
public final class AircraftFeed {
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Bus bus;
  private final Supplier<DataOrigin> origin;
  private final EventFeed<AirportCode, AirportAircraft> feed;
  private RepeatingTask requests;

  /** Creates a feed on the current event loop. */
  public AircraftFeed(Vertx vertx, Bus bus, Supplier<DataOrigin> origin) {
    this.vertx = vertx;
    this.bus = bus;
    this.origin = origin;
    feed = new EventFeed<>(vertx, this::load, this::event);
  }

  /** Sends the airports' events to a stream until the returned action is run. */
  Runnable watch(Collection<AirportCode> airports, EventStream stream) {
    return feed.watch(airports, stream);
  }

  /** Begins to request the aircraft that are watched. */
  public void begin() {
    requests =
        RepeatingTask.start(vertx, "Request of watched aircraft", PERIOD, PERIOD, this::requestAll);
  }

  /** Ends the requests. */
  public void end() {
    requests.cancel();
  }

  private Future<Void> requestAll() {
    feed.watched().forEach(feed::changed);
    return Future.succeededFuture();
  }

  /** What cannot be loaded is left out, and requested again in the next period. */
  private Future<Map<AirportCode, AirportAircraft>> load(List<AirportCode> airports) {
    List<Future<AirportAircraft>> loads =
        airports.stream()
            .map(airport -> bus.request(AircraftMessages.WATCH, new WatchAircraft(airport)))
            .toList();
    return Future.join(loads)
        .otherwiseEmpty()
        .map(
            done -> {
              Map<AirportCode, AirportAircraft> loaded = new HashMap<>();
              loads.stream()
                  .filter(Future::succeeded)
                  .map(Future::result)
                  .forEach(aircraft -> loaded.put(aircraft.airport(), aircraft));
              return loaded;
            });
  }

  private ServerSentEvent event(AirportAircraft found) {
    return ServerSentEvent.of(
        "aircraft", found.airport().value(), AircraftJson.of(found, origin.get()));
  }
}
