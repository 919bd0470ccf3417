package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.RunningEmulator.at;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeededTrafficTest {

  private static final long DAY = at("2026-03-09T00:00:00Z");
  private static final long DAY_END = at("2026-03-09T23:59:59Z");
  private static final Instant EVENING = Instant.parse("2026-03-09T20:00:00Z");
  private static final Instant BEFORE_BATCH = Instant.parse("2026-03-10T02:59:59Z");
  private static final Instant AFTER_BATCH = Instant.parse("2026-03-10T03:00:00Z");

  private final SeededTraffic target = seeded(1);

  @Test
  void airportsShouldIncludeUnusualCodesAndExcludeTheOneWithoutFlights() {
    assertThat(target.airports())
        .hasSizeBetween(18, 25)
        .contains("LICC", "EDDF", "NK39", "LD57", "CDL8")
        .doesNotContain("FHAW")
        .allSatisfy(airport -> assertThat(week(target, airport)).as(airport).isNotEmpty());
    assertThat(week(target, "FHAW")).isEmpty();
  }

  @Test
  void flightsShouldBeEqualWhenSeedAirportDayAndMomentAreEqual() {
    assertThat(day("LICC", EVENING))
        .isEqualTo(seeded(1).departures("LICC", DAY, DAY_END, EVENING))
        .isNotEqualTo(seeded(2).departures("LICC", DAY, DAY_END, EVENING));
    assertThat(secondsOfDay("LICC", 0))
        .doesNotContainSequence(secondsOfDay("LICC", 1))
        .isNotEqualTo(secondsOfDay("LICJ", 0));
  }

  @Test
  void flightShouldAppearOnlyAfterItsFirstSeen() {
    // given
    JsonObject flight = day("EDDF", EVENING).get(0);
    long firstSeen = flight.getLong("firstSeen");

    // then
    assertThat(day("EDDF", Instant.ofEpochSecond(firstSeen)))
        .isNotEmpty()
        .allMatch(earlier -> earlier.getLong("firstSeen") < firstSeen);
    assertThat(day("EDDF", Instant.ofEpochSecond(firstSeen + 1)).get(0).getString("icao24"))
        .isEqualTo(flight.getString("icao24"));
  }

  @Test
  void flightShouldMostlyHaveNoArrivalAndNoFutureLastSeenWhenItsDayIsNotSettled() {
    // when
    List<JsonObject> flights = day("EDDF", EVENING);

    // then
    assertThat(flights.stream().filter(flight -> flight.getValue("estArrivalAirport") != null))
        .hasSizeBetween(1, flights.size() / 5)
        .allMatch(flight -> flight.getLong("lastSeen") < EVENING.getEpochSecond());
    assertThat(flights)
        .allMatch(flight -> flight.getLong("lastSeen") <= EVENING.getEpochSecond())
        .allMatch(flight -> flight.getLong("lastSeen") > flight.getLong("firstSeen"))
        .anyMatch(flight -> flight.getLong("lastSeen") == EVENING.getEpochSecond());
  }

  @Test
  void nightlyBatchShouldRefineAddAndRemoveFlightsOfAFinishedDay() {
    // when
    Map<String, JsonObject> live = byKey(day("EDDF", BEFORE_BATCH));
    Map<String, JsonObject> settled = byKey(day("EDDF", AFTER_BATCH));

    // then
    Set<String> stayed = new HashSet<>(live.keySet());
    stayed.retainAll(settled.keySet());
    assertThat(stayed)
        .hasSizeBetween(live.size() * 4 / 5, live.size() - 1)
        .hasSizeLessThan(settled.size())
        .anyMatch(key -> settled.get(key).getValue("estArrivalAirport") != null)
        .anyMatch(key -> isOtherAirport(live.get(key), settled.get(key)))
        .anyMatch(key -> isChanged("lastSeen", live.get(key), settled.get(key)))
        .anyMatch(key -> isChanged("callsign", live.get(key), settled.get(key)));
    assertThat(byKey(day("EDDF", AFTER_BATCH.plusSeconds(864_000))))
        .containsOnlyKeys(settled.keySet());
  }

  @Test
  void callsignsShouldBePaddedOrNullOrBlankOrRarelyNotPadded() {
    // when
    List<String> callsigns = new ArrayList<>();
    allOf(target).forEach(flight -> callsigns.add(flight.getString("callsign")));

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
  void distancesShouldBeNullOrZeroWhenTheArrivalIsUnknown() {
    assertThat(allOf(target))
        .filteredOn(flight -> flight.getValue("estArrivalAirport") == null)
        .extracting(
            flight ->
                flight.getValue("estArrivalAirportHorizDistance")
                    + "/"
                    + flight.getValue("estArrivalAirportVertDistance"))
        .contains("null/null", "0/0")
        .containsOnly("null/null", "0/0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EDDF", "LFPG", "LICC", "LEMD"})
  void arrivalsShouldBeUnknownInTenToSixtyFivePercent(String airport) {
    List<JsonObject> flights = week(target, airport);
    assertThat(flights)
        .filteredOn(flight -> flight.getValue("estArrivalAirport") == null)
        .hasSizeBetween(flights.size() / 10, flights.size() * 65 / 100);
  }

  @Test
  void someFlightsShouldBeRoundTripsOrArriveAtUnusualCodes() {
    assertThat(allOf(target))
        .anyMatch(
            flight ->
                flight
                    .getString("estDepartureAirport")
                    .equals(flight.getString("estArrivalAirport")))
        .extracting(flight -> flight.getString("estArrivalAirport"))
        .contains("NK39", "LD57", "CDL8");
  }

  @Test
  void someFlightsShouldDepartInTheSameSecondWithDifferentAircraft() {
    List<JsonObject> flights = week(target, "EDDF");
    assertThat(flights.stream().map(flight -> flight.getLong("firstSeen")).distinct().count())
        .isLessThan(flights.size());
    assertThat(byKey(allOf(target))).hasSameSizeAs(allOf(target));
  }

  @Test
  void anAircraftShouldFlyOneFlightAtATime() {
    for (long seed = 1; seed <= 20; seed++) {
      // when
      Map<String, List<JsonObject>> byAircraft =
          allOf(seeded(seed)).stream().collect(groupingBy(flight -> flight.getString("icao24")));

      // then
      assertThat(byAircraft.values())
          .anyMatch(flights -> flights.size() > 1)
          .allSatisfy(SeededTrafficTest::assertOneAtATime);
    }
  }

  private static void assertOneAtATime(List<JsonObject> latestFirst) {
    for (int i = 1; i < latestFirst.size(); i++) {
      assertThat(latestFirst.get(i).getLong("lastSeen"))
          .as(latestFirst.get(i).encode())
          .isLessThan(latestFirst.get(i - 1).getLong("firstSeen"));
    }
  }

  @Test
  void aFlightShouldTakeAPlausibleTime() {
    assertThat(allOf(target))
        .allSatisfy(
            flight ->
                assertThat(flight.getLong("lastSeen") - flight.getLong("firstSeen"))
                    .as(flight.encode())
                    .isBetween(900L, 10_800L));
  }

  private static SeededTraffic seeded(long seed) {
    return new SeededTraffic(seed, new NightlyBatch(3));
  }

  private List<JsonObject> day(String airport, Instant now) {
    return target.departures(airport, DAY, DAY_END, now);
  }

  private static List<JsonObject> week(SeededTraffic traffic, String airport) {
    return traffic.departures(airport, DAY - 6 * 86_400, DAY_END, AFTER_BATCH);
  }

  /** Returns the flights of all airports in a week, those of each airport latest first. */
  private static List<JsonObject> allOf(SeededTraffic traffic) {
    return traffic.airports().stream().flatMap(airport -> week(traffic, airport).stream()).toList();
  }

  private List<Long> secondsOfDay(String airport, int daysBefore) {
    long begin = DAY - daysBefore * 86_400L;
    return target.departures(airport, begin, begin + 86_399, AFTER_BATCH).stream()
        .map(flight -> flight.getLong("firstSeen") - begin)
        .toList();
  }

  private static boolean isOtherAirport(JsonObject live, JsonObject settled) {
    return live.getValue("estArrivalAirport") != null
        && isChanged("estArrivalAirport", live, settled);
  }

  private static boolean isChanged(String field, JsonObject live, JsonObject settled) {
    return settled.getValue(field) != null && !settled.getValue(field).equals(live.getValue(field));
  }

  private static Map<String, JsonObject> byKey(List<JsonObject> flights) {
    Map<String, JsonObject> keyToFlight = new TreeMap<>();
    flights.forEach(
        flight ->
            keyToFlight.put(
                flight.getString("icao24") + ":" + flight.getLong("firstSeen"), flight));
    return keyToFlight;
  }
}
