package dev.flightwatch.datacollector.opensky;

import static dev.flightwatch.datacollector.opensky.MockFlightKey.SLOTS_BACK;
import static dev.flightwatch.datacollector.opensky.MockFlightKey.SLOT_SECONDS;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Mock flights made from nothing but the airport and the ten minutes of the question. */
public final class SeededMockFlights implements MockFlights {

  private static final int MOST = 4;
  private static final int SHORTEST_SECONDS = 25 * 60;
  private static final int LONGEST_SECONDS = 150 * 60;
  private static final List<String> DESTINATIONS =
      List.of(
          "LICC", "LIRF", "LIMC", "LSZH", "EDDF", "EDDM", "LFPG", "EGLL", "EHAM", "LEMD", "LOWW",
          "EBBR");

  @Override
  public List<JsonObject> departures(String airport, Instant now) {
    long slot = Math.floorDiv(now.getEpochSecond(), SLOT_SECONDS);
    // Random, because its numbers are specified: other processes may run on other JDKs.
    Random random = new Random(slot * SLOT_SECONDS + airport.hashCode());
    List<Integer> slotsBack =
        IntStream.rangeClosed(1, SLOTS_BACK).boxed().collect(Collectors.toList());
    Collections.shuffle(slotsBack, random);
    return slotsBack.subList(0, 1 + random.nextInt(MOST)).stream()
        .map(back -> MockFlightKey.of(airport, slot, back))
        .sorted(Comparator.comparingLong(MockFlightKey::firstSeen).reversed())
        .map(key -> flight(airport, key, slot * SLOT_SECONDS, random))
        .toList();
  }

  private static JsonObject flight(
      String airport, MockFlightKey key, long seenUntil, Random random) {
    long landing = key.firstSeen() + between(SHORTEST_SECONDS, LONGEST_SECONDS, random);
    boolean landed = landing <= seenUntil;
    return new JsonObject()
        .put("icao24", key.icao24())
        .put("firstSeen", (int) key.firstSeen())
        .put("estDepartureAirport", airport)
        .put("lastSeen", (int) Math.min(landing, seenUntil))
        .put("estArrivalAirport", landed ? destination(airport, random) : null)
        .put("callsign", String.format(Locale.ROOT, "MOCK%04d", random.nextInt(10_000)))
        .put("estDepartureAirportHorizDistance", between(100, 3_000, random))
        .put("estDepartureAirportVertDistance", between(5, 120, random))
        .put("estArrivalAirportHorizDistance", landed ? between(200, 9_000, random) : null)
        .put("estArrivalAirportVertDistance", landed ? between(5, 900, random) : null)
        .put("departureAirportCandidatesCount", between(0, 5, random))
        .put("arrivalAirportCandidatesCount", landed ? between(0, 9, random) : 0);
  }

  private static String destination(String airport, Random random) {
    int index = random.nextInt(DESTINATIONS.size());
    String first = DESTINATIONS.get(index);
    return first.equals(airport) ? DESTINATIONS.get((index + 1) % DESTINATIONS.size()) : first;
  }

  private static int between(int least, int most, Random random) {
    return least + random.nextInt(most - least + 1);
  }
}
