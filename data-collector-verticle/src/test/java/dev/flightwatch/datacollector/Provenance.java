package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.Waiting.awaitUntil;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.Reply;
import dev.flightwatch.embedded.opensky.FaultKind;
import dev.flightwatch.embedded.opensky.RecordedCall;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must hold of all answers, and of all that is stored, whatever OpenSky does. What is known of
 * an airport is told by the answers that the emulator gave, not by the service.
 */
final class Provenance {
  private static final Duration FOLLOW_AT_MOST = Duration.ofSeconds(3);
  private static final int SLOT_SECONDS = 600;
  private static final String MOCK_AIRCRAFT = "b[0-9a-f]{5}";

  /** What the service must know of an airport. */
  enum Known {
    NOTHING,
    /** OpenSky was read, so no mock flights are left. */
    READ,
    REAL
  }

  private final EmulatedSkyRig rig;
  private final long begin = Instant.now().getEpochSecond();
  private final long callsBefore;
  private final Map<String, Known> airportToKnown = new HashMap<>();
  private final Map<String, Set<String>> emailToAirports = new HashMap<>();

  Provenance(EmulatedSkyRig rig) {
    this.rig = rig;
    this.callsBefore = rig.emulator().calls().total();
  }

  /** Follows, checks the answer, and gives its source. */
  String follow(String email, String airport) {
    airportToKnown.putIfAbsent(airport, Known.NOTHING);
    long start = System.nanoTime();
    Reply reply = rig.service.follow(email, airport);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FOLLOW_AT_MOST);
    assertThat(reply.status()).isEqualTo(200);
    emailToAirports.computeIfAbsent(email, e -> new TreeSet<>()).add(airport);
    String source = reply.json().getString("data_source");
    assertThat(reply.json().getInteger("flights_collected") > 0).isEqualTo(source != null);
    assertSource("follow", airport, source);
    if (source == null && served(airport) == Known.NOTHING) {
      assertThat(calls()).as("nothing was slow").anyMatch(Provenance::isSlow);
    }
    return source;
  }

  /** All answers about all airports, and all that is stored of them. */
  void check() {
    for (String airport : List.copyOf(airportToKnown.keySet())) {
      awaitWhatWasServed(airport);
      assertLast(airport);
      assertAverage(airport);
      assertStored(airport);
    }
    emailToAirports.forEach(this::assertList);
  }

  /** OpenSky is well: all of its flights come to be known, and none is made up. */
  void checkAllIsRead() {
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

  /** A read is served before it is saved. */
  private void awaitWhatWasServed(String airport) {
    Known served = served(airport);
    if (served.compareTo(airportToKnown.get(airport)) > 0) {
      awaitUntil(rig.service.vertx, () -> isAllowed(served, sourceOf(rig.last(airport))));
      airportToKnown.put(airport, served);
    }
  }

  private Known served(String airport) {
    Known served = Known.NOTHING;
    for (RecordedCall call : calls()) {
      if (airport.equals(call.airport()) && isRight(call)) {
        Known read = call.status() == 200 ? Known.REAL : Known.READ;
        served = read.compareTo(served) > 0 ? read : served;
      }
    }
    return served;
  }

  private List<RecordedCall> calls() {
    List<RecordedCall> recent = rig.emulator().calls().recent();
    long since = rig.emulator().calls().total() - callsBefore;
    return recent.subList((int) Math.max(0, recent.size() - since), recent.size());
  }

  private static boolean isSlow(RecordedCall call) {
    return call.fault() == FaultKind.SLOW;
  }

  /** Of a slow answer nobody knows whether it came in time. */
  private static boolean isRight(RecordedCall call) {
    return call.fault() == null
        ? call.status() == 200 || call.status() == 404
        : call.fault() == FaultKind.STATUS && call.status() == 404;
  }

  private void assertSource(String answer, String airport, String source) {
    Known known = airportToKnown.get(airport);
    assertThat(isAllowed(known, source))
        .as("%s of %s: source %s, although known is %s", answer, airport, source, known)
        .isTrue();
    if ("opensky".equals(source)) {
      airportToKnown.put(airport, Known.REAL);
    }
  }

  private boolean isAllowed(Known known, String source) {
    return switch (known) {
      case NOTHING -> true;
      case READ -> !"mock".equals(source) || mayBeYoungerThanTheRead();
      case REAL -> "opensky".equals(source);
    };
  }

  /** When new ten minutes began, mock flights can lie after the window that was read. */
  private boolean mayBeYoungerThanTheRead() {
    return Instant.now().getEpochSecond() / SLOT_SECONDS != begin / SLOT_SECONDS;
  }

  private static String sourceOf(Reply last) {
    assertThat(last.status()).isIn(200, 404);
    return last.status() == 404 ? null : last.json().getString("source");
  }

  private void assertLast(String airport) {
    Reply last = rig.last(airport);
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
      Set<String> sources = new TreeSet<>();
      listed.forEach(flight -> sources.add(flight.getString("source")));
      assertThat(sources).as("list of " + airport).hasSizeLessThan(2);
      assertSource("list", airport, sources.isEmpty() ? null : sources.iterator().next());
      listed.forEach(flight -> assertFlight(airport, flight));
    }
  }

  /** The mock flights of runs before the last read are gone, and no aircraft is of two sources. */
  private void assertStored(String airport) {
    long lastRead =
        rig.service.documents("collections", new JsonObject().put("_id", airport)).stream()
            .mapToLong(progress -> progress.getLong("read_until", 0L))
            .findFirst()
            .orElse(0);
    List<JsonObject> leftOver = new ArrayList<>();
    for (JsonObject stored :
        rig.service.documents("flights", new JsonObject().put("airport", airport))) {
      String source = stored.getString("source");
      assertFlight(airport, stored.getJsonObject("flight").copy().put("source", source));
      if (source.equals("mock") && stored.getLong("run") <= lastRead) {
        leftOver.add(stored);
      }
    }
    assertThat(leftOver).as("mock flights left over by the last read").isEmpty();
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
        .map(Provenance::key)
        .collect(toSet());
  }

  private static String key(JsonObject flight) {
    return flight.getString("icao24") + ":" + flight.getLong("firstSeen");
  }
}
