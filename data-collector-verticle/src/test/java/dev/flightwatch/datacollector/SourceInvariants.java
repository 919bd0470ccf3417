package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.HttpReply;
import dev.flightwatch.embedded.opensky.FaultKind;
import dev.flightwatch.embedded.opensky.RecordedCall;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The invariants on the sources of flights, in all responses and in the store, whatever OpenSky
 * does. What the service must know of an airport follows from the responses of the emulator.
 */
final class SourceInvariants {
  private static final int SLOT_SECONDS = 600;
  private static final String MOCK_AIRCRAFT = "b[0-9a-f]{5}";

  /** What the service must know of an airport. */
  enum Known {
    NOTHING,
    /** OpenSky was read, so there are no mock flights. */
    READ,
    REAL
  }

  private final EmulatedSkyRig rig;
  private final long begin = Instant.now().getEpochSecond();
  private final long callsBefore;
  private final Map<String, Known> airportToKnown = new HashMap<>();
  private final Map<String, Set<String>> emailToAirports = new HashMap<>();

  SourceInvariants(EmulatedSkyRig rig) {
    this.rig = rig;
    this.callsBefore = rig.emulator().calls().total();
  }

  /** Follows an airport, checks the response, and returns its source. */
  String follow(String email, String airport) {
    airportToKnown.putIfAbsent(airport, Known.NOTHING);
    HttpReply reply = rig.service.follow(email, airport);
    assertThat(reply.status()).isEqualTo(200);
    emailToAirports.computeIfAbsent(email, e -> new TreeSet<>()).add(airport);
    String source = reply.json().getString("data_source");
    assertThat(reply.json().getInteger("flights_collected") > 0).isEqualTo(source != null);
    assertSource("follow", airport, source);
    if (source == null && served(airport) == Known.NOTHING) {
      assertThat(calls()).as("no call was slow").anyMatch(call -> call.fault() == FaultKind.SLOW);
    }
    return source;
  }

  /** Checks all responses about all airports, and all stored flights. */
  void check() {
    for (String airport : List.copyOf(airportToKnown.keySet())) {
      awaitStored(airport);
      assertLast(airport);
      assertAverage(airport);
      assertStored(airport);
    }
    emailToAirports.forEach(this::assertList);
  }

  /** Checks, with OpenSky available, that all of its flights are stored and none is simulated. */
  void awaitAllRead() {
    for (String airport : List.copyOf(airportToKnown.keySet())) {
      Set<String> all = traffic(airport);
      awaitUntil(rig.service.vertx, () -> served(airport) != Known.NOTHING && isAll(airport, all));
    }
    check();
  }

  private boolean isAll(String airport, Set<String> all) {
    JsonObject average = rig.average(airport, 1);
    return average.getDouble("average_flights") == all.size()
        && !"mock".equals(average.getString("data_source"));
  }

  /** OpenSky responds before the service stores the response. */
  private void awaitStored(String airport) {
    Known served = served(airport);
    if (served.compareTo(airportToKnown.get(airport)) > 0) {
      awaitUntil(rig.service.vertx, () -> isAllowed(served, sourceOf(rig.last(airport))));
      airportToKnown.put(airport, served);
    }
  }

  private Known served(String airport) {
    return calls().stream()
        .filter(call -> airport.equals(call.airport()) && isReadable(call))
        .map(call -> call.status() == 200 ? Known.REAL : Known.READ)
        .max(Comparator.naturalOrder())
        .orElse(Known.NOTHING);
  }

  private List<RecordedCall> calls() {
    List<RecordedCall> recent = rig.emulator().calls().recent();
    long since = rig.emulator().calls().total() - callsBefore;
    return recent.subList((int) Math.max(0, recent.size() - since), recent.size());
  }

  /** Excludes slow responses, which may have been too late. */
  private static boolean isReadable(RecordedCall call) {
    return call.fault() == null
        ? call.status() == 200 || call.status() == 404
        : call.fault() == FaultKind.STATUS && call.status() == 404;
  }

  private void assertSource(String response, String airport, String source) {
    Known known = airportToKnown.get(airport);
    assertThat(isAllowed(known, source))
        .as(
            "%s of %s: source %s, although the service must know %s",
            response, airport, source, known)
        .isTrue();
    if ("opensky".equals(source)) {
      airportToKnown.put(airport, Known.REAL);
    }
  }

  private boolean isAllowed(Known known, String source) {
    return switch (known) {
      case NOTHING -> true;
      case READ -> !"mock".equals(source) || mayBeLaterThanTheRead();
      case REAL -> "opensky".equals(source);
    };
  }

  /** In a new ten-minute slot, mock flights can be later than the window that was read. */
  private boolean mayBeLaterThanTheRead() {
    return Instant.now().getEpochSecond() / SLOT_SECONDS != begin / SLOT_SECONDS;
  }

  static String sourceOf(HttpReply last) {
    assertThat(last.status()).isIn(200, 404);
    return last.status() == 404 ? null : last.json().getString("source");
  }

  private void assertLast(String airport) {
    HttpReply last = rig.last(airport);
    assertSource("last", airport, sourceOf(last));
    if (last.status() == 200) {
      assertFlight(airport, last.json());
    }
  }

  private void assertAverage(String airport) {
    JsonObject average = rig.average(airport, 1);
    String source = average.getString("data_source");
    assertSource("average", airport, source);
    assertThat(average.getDouble("average_flights") > 0).isEqualTo(source != null);
  }

  private void assertList(String email, Set<String> airports) {
    Map<String, List<JsonObject>> flights =
        rig.flights(email, 1_000).stream()
            .collect(groupingBy(flight -> flight.getString("estDepartureAirport")));
    assertThat(airports).containsAll(flights.keySet());
    for (String airport : airports) {
      List<JsonObject> listed = flights.getOrDefault(airport, List.of());
      Set<String> sources =
          listed.stream().map(flight -> flight.getString("source")).collect(toSet());
      assertThat(sources).as("list of " + airport).hasSizeLessThan(2);
      assertSource("list", airport, sources.stream().findAny().orElse(null));
      listed.forEach(flight -> assertFlight(airport, flight));
    }
  }

  /** Checks that the mock flights of runs before the last read are deleted. */
  private void assertStored(String airport) {
    long lastRead =
        rig.service.documents("collections", new JsonObject().put("_id", airport)).stream()
            .mapToLong(progress -> progress.getLong("read_until", 0L))
            .findFirst()
            .orElse(0);
    for (JsonObject stored :
        rig.service.documents("flights", new JsonObject().put("airport", airport))) {
      String source = stored.getString("source");
      assertFlight(airport, stored.getJsonObject("flight").copy().put("source", source));
      assertThat(source.equals("mock") && stored.getLong("run") <= lastRead)
          .as("is a mock flight from before the last read: %s", stored)
          .isFalse();
    }
  }

  private void assertFlight(String airport, JsonObject flight) {
    assertThat(flight.getString("estDepartureAirport")).isEqualTo(airport);
    if (flight.getString("source").equals("mock")) {
      assertThat(flight.getString("icao24")).matches(MOCK_AIRCRAFT);
      assertThat(flight.getLong("firstSeen")).isLessThan(flight.getLong("lastSeen"));
    } else {
      assertThat(flight.getString("source")).isEqualTo("opensky");
      assertThat(traffic(airport)).contains(key(flight));
    }
  }

  private Set<String> traffic(String airport) {
    return rig
        .emulator()
        .traffic()
        .departures(airport, 0, rig.now.getEpochSecond(), rig.now)
        .stream()
        .map(SourceInvariants::key)
        .collect(toSet());
  }

  private static String key(JsonObject flight) {
    return flight.getString("icao24") + ":" + flight.getLong("firstSeen");
  }
}
