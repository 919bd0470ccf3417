package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.RunningEmulator.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeededTrafficTest {

  private static final LocalDate FIRST_DAY = LocalDate.parse("2026-03-01");
  private static final long DAY = at("2026-03-09T00:00:00Z");
  private static final long DAY_END = at("2026-03-09T23:59:59Z");
  private static final Instant EVENING = Instant.parse("2026-03-09T20:00:00Z");
  private static final Instant BEFORE_BATCH = Instant.parse("2026-03-10T03:29:59Z");
  private static final Instant AFTER_BATCH = Instant.parse("2026-03-10T03:30:00Z");

  private final SeededTraffic target = new SeededTraffic(1, FIRST_DAY);

  @Test
  void airportsShouldIncludeUnusualCodesAndExcludeTheOneWithoutFlights() {
    assertThat(target.airports())
        .hasSizeBetween(18, 25)
        .contains("LICC", "EDDF", "NK39", "LD57", "CDL8")
        .doesNotContain("FHAW");
    assertThat(target.airports())
        .allSatisfy(airport -> assertThat(week(airport)).as(airport).isNotEmpty());
    assertThat(week("FHAW")).isEmpty();
  }

  @Test
  void flightsShouldBeEqualWhenSeedQueryAndMomentAreEqual() {
    // given
    SeededTraffic same = new SeededTraffic(1, FIRST_DAY.minusDays(9));
    SeededTraffic other = new SeededTraffic(2, FIRST_DAY);

    // when
    List<JsonObject> flights = day("LICC", EVENING);

    // then
    assertThat(day("LICC", EVENING)).isEqualTo(flights);
    assertThat(same.departures("LICC", DAY, DAY_END, EVENING)).isEqualTo(flights);
    assertThat(other.departures("LICC", DAY, DAY_END, EVENING)).isNotEqualTo(flights);
  }

  @Test
  void daysAndAirportsShouldDiffer() {
    assertThat(secondsOfDay("LICC", 0)).isNotEqualTo(secondsOfDay("LICC", 1));
    assertThat(week("NK39"))
        .extracting(flight -> flight.getLong("firstSeen"))
        .doesNotContainAnyElementsOf(
            week("CDL8").stream().map(flight -> flight.getLong("firstSeen")).toList());
  }

  @Test
  void daysShouldBeEmptyWhenBeforeTheFirst() {
    // given
    long first = at("2026-03-01T00:00:00Z");

    // then
    assertThat(target.departures("EDDF", first - 86_400, first - 1, AFTER_BATCH)).isEmpty();
    assertThat(target.departures("EDDF", first, first + 86_399, AFTER_BATCH)).isNotEmpty();
  }

  @Test
  void flightShouldAppearOnlyAfterItsFirstSeen() {
    // given
    long firstSeen = day("EDDF", EVENING).get(0).getLong("firstSeen");

    // when
    List<JsonObject> then =
        target.departures("EDDF", DAY, DAY_END, Instant.ofEpochSecond(firstSeen));
    List<JsonObject> later =
        target.departures("EDDF", DAY, DAY_END, Instant.ofEpochSecond(firstSeen + 1));

    // then
    assertThat(then).noneMatch(flight -> flight.getLong("firstSeen") >= firstSeen);
    assertThat(later).anyMatch(flight -> flight.getLong("firstSeen") == firstSeen);
  }

  @Test
  void flightShouldHaveNoArrivalAndNoFutureLastSeenWhenItsDayIsNotSettled() {
    assertThat(day("EDDF", EVENING))
        .isNotEmpty()
        .allMatch(flight -> flight.getValue("estArrivalAirport") == null)
        .allMatch(flight -> flight.getLong("lastSeen") <= EVENING.getEpochSecond())
        .allMatch(flight -> flight.getLong("lastSeen") > flight.getLong("firstSeen"))
        .anyMatch(flight -> flight.getLong("lastSeen") == EVENING.getEpochSecond());
  }

  @Test
  void nightlyBatchShouldRefineAddAndRemoveFlightsOfAFinishedDay() {
    // when
    List<JsonObject> live = day("EDDF", BEFORE_BATCH);
    List<JsonObject> settled = day("EDDF", AFTER_BATCH);

    // then
    Set<String> stayed = keys(live);
    stayed.retainAll(keys(settled));
    assertThat(stayed.size()).isLessThan(live.size()).isLessThan(settled.size());
    assertThat(stayed.size()).isGreaterThan(live.size() * 4 / 5);
    assertThat(settled)
        .filteredOn(flight -> stayed.contains(key(flight)))
        .anyMatch(flight -> !field(live, flight, "lastSeen").equals(flight.getValue("lastSeen")))
        .anyMatch(flight -> flight.getValue("estArrivalAirport") != null)
        .anyMatch(
            flight ->
                flight.getValue("callsign") != null && field(live, flight, "callsign") == null);
  }

  @Test
  void settledDayShouldNotChange() {
    assertThat(day("EDDF", AFTER_BATCH.plusSeconds(864_000))).isEqualTo(day("EDDF", AFTER_BATCH));
  }

  @Test
  void callsignsShouldBePaddedOrNullOrBlankOrRarelyNotPadded() {
    // when
    List<String> callsigns =
        RunningEmulator.strings(allSettled(), "callsign").collect(Collectors.toList());

    // then
    assertThat(callsigns)
        .containsNull()
        .contains(" ".repeat(8))
        .anyMatch(callsign -> callsign != null && callsign.matches("[A-Z]{3}[0-9]+ +"))
        .anyMatch(callsign -> callsign != null && callsign.length() < 8)
        .allMatch(callsign -> callsign == null || callsign.length() <= 8);
    assertThat(callsigns.stream().filter(callsign -> callsign != null && callsign.length() == 8))
        .hasSizeGreaterThan(callsigns.size() * 9 / 10);
  }

  @Test
  void distancesShouldBeNullOrZeroWhenAnAirportIsNull() {
    for (String side : List.of("Departure", "Arrival")) {
      String horizontal = "est" + side + "AirportHorizDistance";
      String vertical = "est" + side + "AirportVertDistance";
      assertThat(allSettled())
          .filteredOn(flight -> flight.getValue("est" + side + "Airport") == null)
          .anyMatch(flight -> flight.getValue(horizontal) == null)
          .anyMatch(flight -> Integer.valueOf(0).equals(flight.getValue(horizontal)))
          .allMatch(
              flight ->
                  Set.of("null/null", "0/0")
                      .contains(flight.getValue(horizontal) + "/" + flight.getValue(vertical)));
    }
  }

  @Test
  void arrivalsShouldBeUnknownInTenToSixtyFivePercent() {
    for (String airport : List.of("EDDF", "LFPG", "LICC", "LEMD")) {
      List<JsonObject> flights = week(airport);
      long unknown = flights.stream().filter(f -> f.getValue("estArrivalAirport") == null).count();
      assertThat((double) unknown / flights.size()).as(airport).isBetween(0.10, 0.65);
    }
  }

  @Test
  void someFlightsShouldBeRoundTripsOrArriveAtUnusualCodes() {
    List<JsonObject> small = week("LSZB");
    assertThat(small.stream().filter(f -> "LSZB".equals(f.getValue("estArrivalAirport"))))
        .hasSizeGreaterThan(small.size() / 5);
    assertThat(
            RunningEmulator.strings(
                target.flights(DAY - 6 * 86_400, DAY_END, AFTER_BATCH), "estArrivalAirport"))
        .contains("NK39", "LD57", "CDL8");
  }

  @Test
  void someFlightsShouldDepartInTheSameSecondWithDifferentAircraft() {
    // when
    List<JsonObject> flights = week("EDDF");

    // then
    assertThat(flights.stream().map(flight -> flight.getLong("firstSeen")).distinct().count())
        .isLessThan(flights.size());
    assertThat(keys(allSettled())).hasSameSizeAs(allSettled());
    assertThat(keys(flights)).hasSameSizeAs(flights);
  }

  @Test
  void anAircraftShouldFlyOneFlightAtATime() {
    for (long seed = 1; seed <= 20; seed++) {
      // given
      List<JsonObject> flights =
          new SeededTraffic(seed, FIRST_DAY).flights(DAY - 6 * 86_400, DAY_END, AFTER_BATCH);

      // when
      Map<String, List<JsonObject>> byAircraft =
          flights.stream()
              .sorted(Comparator.comparing(flight -> flight.getLong("firstSeen")))
              .collect(Collectors.groupingBy(flight -> flight.getString("icao24")));

      // then
      assertThat(byAircraft.values()).anyMatch(ofAircraft -> ofAircraft.size() > 1);
      byAircraft.forEach(SeededTrafficTest::assertOneAtATime);
    }
  }

  private static void assertOneAtATime(String aircraft, List<JsonObject> flights) {
    for (int i = 1; i < flights.size(); i++) {
      assertThat(flights.get(i).getLong("firstSeen"))
          .as(aircraft)
          .isGreaterThan(flights.get(i - 1).getLong("lastSeen"));
    }
  }

  @Test
  void aFlightShouldTakeAPlausibleTimeToItsDestination() {
    // given
    List<JsonObject> flights = target.flights(DAY - 6 * 86_400, DAY_END, AFTER_BATCH);

    // then
    assertThat(flights)
        .allSatisfy(
            flight -> {
              long seconds = flight.getLong("lastSeen") - flight.getLong("firstSeen");
              assertThat(seconds).as(flight.encode()).isBetween(900L, 10_800L);
            });
    assertThat(flights)
        .filteredOn(SeededTrafficTest::hasDistance)
        .hasSizeGreaterThan(flights.size() / 2)
        .allSatisfy(
            flight -> {
              long seconds = flight.getLong("lastSeen") - flight.getLong("firstSeen");
              double metresPerSecond = metres(flight) / seconds;
              assertThat(metresPerSecond).as(flight.encode()).isBetween(20.0, 250.0);
            });
  }

  private static boolean hasDistance(JsonObject flight) {
    String departure = flight.getString("estDepartureAirport");
    String arrival = flight.getString("estArrivalAirport");
    return departure != null
        && arrival != null
        && !departure.equals(arrival)
        && SeededAirport.find(departure).isPresent()
        && SeededAirport.find(arrival).isPresent();
  }

  /** The great-circle distance of a flight between two seeded airports, by the law of cosines. */
  private static double metres(JsonObject flight) {
    var from = SeededAirport.find(flight.getString("estDepartureAirport")).orElseThrow().location();
    var to = SeededAirport.find(flight.getString("estArrivalAirport")).orElseThrow().location();
    double a = Math.toRadians(from.latitude());
    double b = Math.toRadians(to.latitude());
    double turn = Math.toRadians(to.longitude() - from.longitude());
    return 6_371_000
        * Math.acos(Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(turn));
  }

  private List<JsonObject> day(String airport, Instant now) {
    return target.departures(airport, DAY, DAY_END, now);
  }

  private List<JsonObject> week(String airport) {
    return target.departures(airport, DAY - 6 * 86_400, DAY_END, AFTER_BATCH);
  }

  private List<JsonObject> allSettled() {
    return target.flights(DAY - 86_400, DAY_END, AFTER_BATCH);
  }

  private List<Long> secondsOfDay(String airport, int daysBefore) {
    long begin = DAY - daysBefore * 86_400L;
    return target.departures(airport, begin, begin + 86_399, AFTER_BATCH).stream()
        .map(flight -> flight.getLong("firstSeen") - begin)
        .toList();
  }

  private static Object field(List<JsonObject> flights, JsonObject sameFlight, String field) {
    return flights.stream()
        .filter(flight -> key(flight).equals(key(sameFlight)))
        .findFirst()
        .orElseThrow()
        .getValue(field);
  }

  private static Set<String> keys(List<JsonObject> flights) {
    return flights.stream()
        .map(SeededTrafficTest::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String key(JsonObject flight) {
    return flight.getString("icao24") + ":" + flight.getLong("firstSeen");
  }
}
