package dev.flightwatch.embedded.opensky;

import static dev.flightwatch.embedded.opensky.RunningEmulator.at;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrivals of seeded traffic, whose batch runs at 03:00. */
class ArrivalsTest {

  private static final int HOUR = 3;
  private static final long DAY = at("2026-03-09T00:00:00Z");
  private static final Instant AFTER_BATCH = Instant.parse("2026-03-10T03:00:00Z");
  private static final Instant AFTER_NEXT_BATCH = Instant.parse("2026-03-11T03:00:00Z");

  private final Traffic target = seeded(1);

  @ParameterizedTest
  @CsvSource({
    "1, 2026-03-08, 2026-03-10T02:59:59Z, true",
    "1, 2026-03-09, 2026-03-09T20:00:00Z, false",
    "1, 2026-03-09, 2026-03-10T02:59:59Z, false",
    "1, 2026-03-09, 2026-03-10T03:00:00Z, true",
    "2, 2026-03-09, 2026-03-11T02:59:59Z, true",
    "3, 2026-03-09, 2026-03-11T03:00:00Z, true",
    "2, 2026-03-10, 2026-03-10T12:00:00Z, false",
    "-7, 2026-02-27, 2026-03-10T03:00:00Z, true"
  })
  void arrivalsShouldBeTheDeparturesToTheAirportWhenTheirDayIsSettled(
      long seed, String date, Instant now, boolean isSettled) {
    // given
    Traffic traffic = seeded(seed);
    long begin = at(date + "T00:00:00Z");
    long end = at(date + "T23:59:59Z");
    List<JsonObject> departures =
        traffic.airports().stream()
            .flatMap(airport -> departures(traffic, airport, begin, end, now))
            .filter(flight -> begin <= flight.getLong("lastSeen"))
            .filter(flight -> flight.getLong("lastSeen") <= end)
            .sorted(latestFirst())
            .toList();

    // then
    for (SeededAirport airport : SeededAirport.ALL) {
      assertThat(traffic.arrivals(airport.code(), begin, end, now))
          .as(airport.code())
          .isEqualTo(
              isSettled
                  ? departures.stream().filter(to(airport.code())).toList()
                  : List.<JsonObject>of());
    }
  }

  private static Stream<JsonObject> departures(
      Traffic traffic, String airport, long begin, long end, Instant now) {
    return traffic.departures(airport, begin - UtcDays.SECONDS, end, now).stream();
  }

  @Test
  void flightShouldMoveToAnotherAirportWhenTheNextBatchCorrectsIt() {
    // when
    Map<String, JsonObject> first = arrivals(AFTER_BATCH);
    Map<String, JsonObject> next = arrivals(AFTER_NEXT_BATCH);
    List<String> moved =
        first.keySet().stream().filter(key -> !isAt(airport(first, key), next.get(key))).toList();

    // then: each flight is in the arrivals of one airport, before and after
    assertThat(next).containsOnlyKeys(first.keySet());
    assertThat(moved)
        .hasSizeBetween(10, first.size() / 20)
        .allMatch(
            key -> first.get(key).getLong("lastSeen").equals(next.get(key).getLong("lastSeen")));
    assertThat(arrivals(AFTER_NEXT_BATCH.plusSeconds(864_000))).isEqualTo(next);
  }

  private static boolean isAt(String airport, JsonObject flight) {
    return to(airport).test(flight);
  }

  private static String airport(Map<String, JsonObject> keyToFlight, String key) {
    return keyToFlight.get(key).getString("estArrivalAirport");
  }

  /** Returns the arrivals of all airports on one day; fails if two airports list one flight. */
  private Map<String, JsonObject> arrivals(Instant now) {
    return SeededAirport.ALL.stream()
        .flatMap(airport -> target.arrivals(airport.code(), DAY, DAY + 86_399, now).stream())
        .collect(
            toMap(
                flight -> flight.getString("icao24") + ":" + flight.getLong("firstSeen"),
                flight -> flight));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LICC", "LSZB", "LIRF", "EDDF", "EBBR"})
  void airportShouldHaveAboutAsManyArrivalsAsDepartures(String airport) {
    // given
    long begin = DAY - 6 * 86_400;
    long end = DAY + 86_399;

    // when
    int arrivals = target.arrivals(airport, begin, end, AFTER_BATCH).size();

    // then
    int departures = target.departures(airport, begin, end, AFTER_BATCH).size();
    assertThat(arrivals).isBetween(departures / 2, departures * 3 / 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 23})
  void dayShouldBeListedFromTheBatchHourOfTheOptions(int hour) throws Exception {
    // given
    Traffic traffic = new TrafficPlan.Seeded(1).startingAt(AFTER_BATCH, hour);
    Instant batch = Instant.ofEpochSecond(DAY + 86_400 + hour * 3_600);

    // then
    assertThat(traffic.arrivals("LICC", DAY, DAY + 86_399, batch.minusSeconds(1))).isEmpty();
    assertThat(traffic.arrivals("LICC", DAY, DAY + 86_399, batch)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 24})
  void batchHourShouldBeRejectedWhenItIsNotAnHourOfADay(int hour) {
    EmulatorOptions options = EmulatorOptions.defaults();
    assertThatThrownBy(() -> options.withBatchHour(hour))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 23, not " + hour);
  }

  private static Traffic seeded(long seed) {
    return new SeededTraffic(seed, new NightlyBatch(HOUR));
  }

  private static Predicate<JsonObject> to(String airport) {
    return flight -> airport.equals(flight.getString("estArrivalAirport"));
  }

  private static Comparator<JsonObject> latestFirst() {
    return Comparator.<JsonObject>comparingLong(flight -> -flight.getLong("lastSeen"))
        .thenComparing(flight -> flight.getString("icao24"));
  }
}
