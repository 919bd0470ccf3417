package dev.flightwatch.datacollector.collection;

import static dev.flightwatch.datacollector.testing.TestFlights.row;
import static java.time.ZoneOffset.UTC;

import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.opensky.FlightQuery;
import dev.flightwatch.datacollector.opensky.FlightSource;
import dev.flightwatch.datacollector.opensky.OpenSkyStatus;
import dev.flightwatch.datacollector.opensky.ReadResult;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A source whose flights change at random: new ones are seen, and earlier ones get other airports
 * and times, or are withdrawn. Arrivals are listed from the next day on.
 */
final class ChangingSky implements FlightSource {
  private final List<String> airports;
  private final String aircraftPrefix;
  private final Random random;
  private final Clock clock;
  private final List<JsonObject> flights = new ArrayList<>();
  private int seen;
  private boolean readable = true;

  /**
   * @param aircraftPrefix three hex digits
   */
  ChangingSky(List<String> airports, String aircraftPrefix, Random random, Clock clock) {
    this.airports = airports;
    this.aircraftPrefix = aircraftPrefix;
    this.random = random;
    this.clock = clock;
  }

  void setReadable(boolean isReadable) {
    readable = isReadable;
  }

  void change() {
    for (int i = random.nextInt(6); i > 0; i--) {
      flights.add(next());
    }
    for (int i = random.nextInt(4); i > 0 && !flights.isEmpty(); i--) {
      JsonObject flight = flights.get(random.nextInt(flights.size()));
      switch (random.nextInt(5)) {
        case 0 -> flight.put("estDepartureAirport", any());
        case 1 -> flight.put("estArrivalAirport", any());
        case 2 -> flight.put("lastSeen", flight.getInteger("firstSeen") + random.nextInt(36_000));
        case 3 -> flight.put("callsign", "ITY" + random.nextInt(9));
        default -> flights.remove(flight);
      }
    }
  }

  /** Adds a flight, which can be changed. */
  JsonObject add(String from, String to, Instant firstSeen) {
    JsonObject flight =
        row(aircraftPrefix + "%03x".formatted(seen++), firstSeen)
            .put("estDepartureAirport", from)
            .put("estArrivalAirport", to);
    flights.add(flight);
    return flight;
  }

  /** Some are first or last seen at midnight, or on the boundary of a quarter hour. */
  private JsonObject next() {
    Instant time = clock.instant().minusSeconds(random.nextInt(30 * 3_600));
    if (random.nextInt(4) == 0) {
      time =
          time.minusSeconds(
              Math.floorMod(time.getEpochSecond(), random.nextBoolean() ? 900 : 86_400));
    }
    JsonObject flight = row(aircraftPrefix + "%03x".formatted(seen++), time);
    return flight
        .put("estDepartureAirport", any())
        .put("estArrivalAirport", random.nextInt(4) == 0 ? null : any())
        .put("lastSeen", flight.getInteger("firstSeen") + random.nextInt(20_000));
  }

  private String any() {
    return airports.get(random.nextInt(airports.size()));
  }

  @Override
  public Future<ReadResult> flights(FlightQuery query) {
    if (!readable) {
      return Future.succeededFuture(ReadResult.notRead("unavailable"));
    }
    boolean departure = query.direction() == Direction.DEPARTURE;
    String airport = departure ? "estDepartureAirport" : "estArrivalAirport";
    String time = departure ? "firstSeen" : "lastSeen";
    Instant today = LocalDate.ofInstant(clock.instant(), UTC).atStartOfDay(UTC).toInstant();
    Instant listed = departure ? clock.instant() : today.minus(Duration.ofSeconds(1));
    return Future.succeededFuture(
        ReadResult.read(
            flights.stream()
                .filter(flight -> query.airport().value().equals(flight.getString(airport)))
                .filter(
                    flight -> {
                      long at = flight.getLong(time);
                      return at >= query.begin().getEpochSecond()
                          && at <= query.end().getEpochSecond()
                          && at <= listed.getEpochSecond();
                    })
                .map(JsonObject::copy)
                .toList()));
  }

  @Override
  public OpenSkyStatus status() {
    return OpenSkyStatus.mock();
  }
}
