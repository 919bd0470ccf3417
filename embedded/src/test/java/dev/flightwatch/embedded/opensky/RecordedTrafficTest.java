package dev.flightwatch.embedded.opensky;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedTrafficTest {

  private static final Instant START = Instant.parse("2026-03-10T12:00:00Z");
  private static final long NOW = START.getEpochSecond();

  @TempDir Path folder;

  @Test
  void recordingsOfEachAirportShouldEndAtTheGivenTime() throws IOException {
    // given
    write("departures_LSZB_2021-08-30.json", flight("a", "LSZB", 1_000, 4_000));
    write(
        "departures_LSZB_2021-08-31.json",
        flight("b", "LSZB", 5_000, 9_000),
        flight("c", "LSZB", 6_000, 7_000));
    write("departures_EDDF_2020-02-05.json", flight("d", "EDDF", 100, 200));

    // when
    Traffic target = traffic(Duration.ofSeconds(600));

    // then
    assertThat(target.airports()).containsExactlyInAnyOrder("LSZB", "EDDF");
    assertThat(target.departures("LSZB", 0, NOW, START))
        .containsExactly(
            flight("c", "LSZB", NOW - 600 - 3_000, NOW - 600 - 2_000),
            flight("b", "LSZB", NOW - 600 - 4_000, NOW - 600),
            flight("a", "LSZB", NOW - 600 - 8_000, NOW - 600 - 5_000));
    assertThat(target.departures("EDDF", 0, NOW, START))
        .containsExactly(flight("d", "EDDF", NOW - 600 - 100, NOW - 600));
    assertThat(target.departures("LICC", 0, NOW, START)).isEmpty();
  }

  @Test
  void recordingsShouldBeReadFromJsonAndHttpResponsesAndOthersBeSkipped() throws IOException {
    // given
    JsonObject odd = flight("a", "EDDF", 100, 200).put("newField", "x").putNull("callsign");
    String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\n\r\n";
    write("departures_EDDF_1.json", odd);
    write("departures_EDDF_2.json", odd);
    write("http_200_departures_EBNM.txt", head + JsonArray.of(flight("a", "EBNM", 100, 200)));
    write(
        "http_200_departures_LICC.txt",
        head.replace("\r", "") + JsonArray.of(flight("b", "LICC", 100, 200)));
    write("README.md", "# Recordings");
    write("departures_EDDF_broken.json", "[{\"icao24\":");
    write("departures_EDDF_strange.json", "[5, null, {\"icao24\":\"a\"}]");

    // when
    Traffic target = traffic(Duration.ofDays(1));

    // then
    assertThat(target.airports()).containsExactlyInAnyOrder("EDDF", "EBNM", "LICC");
    assertThat(target.departures("EDDF", 0, NOW, START))
        .containsExactly(
            odd.copy().put("firstSeen", NOW - 86_400 - 100).put("lastSeen", NOW - 86_400));
  }

  @Test
  void flightShouldBeInTheFutureWhenRecordingsEndLater() throws IOException {
    // given
    write("departures_EDDF_1.json", flight("a", "EDDF", 100, 200), flight("b", "EDDF", 300, 400));

    // when
    Traffic target = traffic(Duration.ofSeconds(-250));

    // then
    assertThat(target.departures("EDDF", 0, NOW + 999, START))
        .containsExactly(
            flight("a", "EDDF", NOW - 50, NOW)
                .putNull("estArrivalAirport")
                .putNull("estArrivalAirportHorizDistance")
                .putNull("estArrivalAirportVertDistance")
                .put("arrivalAirportCandidatesCount", 0));
    assertThat(target.departures("EDDF", 0, NOW + 999, START.plusSeconds(999))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "3,  2026-03-10T02:59:59Z, '',  ''",
    "3,  2026-03-10T03:00:00Z, a,   ''",
    "3,  2026-03-11T02:59:59Z, a,   ''",
    "3,  2026-03-11T03:00:00Z, a,   b",
    "0,  2026-03-09T23:59:59Z, '',  ''",
    "0,  2026-03-10T00:00:00Z, a,   ''",
    "23, 2026-03-10T22:59:59Z, '',  ''",
    "23, 2026-03-10T23:00:00Z, a,   ''"
  })
  void arrivalShouldBelongToTheDayOfItsLastSecondAndAppearWithItsBatch(
      int hour, Instant now, String on9th, String on10th) throws IOException {
    // given
    Instant midnight = Instant.parse("2026-03-10T00:00:00Z");
    long second = midnight.getEpochSecond();
    write(
        "departures_EDDF_1.json",
        flight("a", "EDDF", 1_000, 3_999),
        flight("b", "EDDF", 2_000, 4_000));

    // when
    Traffic target = new TrafficPlan.Replayed(folder, Duration.ZERO).startingAt(midnight, hour);

    // then
    assertThat(aircraft(target.arrivals("LFPG", second - 86_400, second - 1, now)))
        .isEqualTo(on9th);
    assertThat(aircraft(target.arrivals("LFPG", second, second + 86_399, now))).isEqualTo(on10th);
  }

  @Test
  void arrivalsShouldBeTheRecordedOnesOrElseTheRecordedDepartures() throws IOException {
    // given
    JsonObject unknownOrigin = flight("c", null, 100, 300);
    write("departures_EDDF_1.json", flight("a", "EDDF", 100, 200), to("LIRF", "b", "EDDF"));
    write("arrivals_LFPG_1.json", unknownOrigin, flight("d", "EGLL", 200, 400));
    write("arrivals_LFPG_2.json", unknownOrigin, flight("e", "EGLL", 200, 350));
    write(
        "http_200_arrivals_LICC.txt",
        "HTTP/1.1 200 OK\r\n\r\n" + JsonArray.of(to("LICC", "f", "LMML")));
    write("arrivals_LEMD_strange.json", flight("g", "EDDF", 100, 200).putNull("estArrivalAirport"));

    // when
    Traffic target = traffic(Duration.ofDays(2));

    // then
    long end = NOW - 2 * 86_400;
    assertThat(target.arrivals("LFPG", 0, NOW, START))
        .containsExactly(
            flight("d", "EGLL", end - 200, end),
            flight("e", "EGLL", end - 200, end - 50),
            flight("c", null, end - 300, end - 100));
    assertThat(aircraft(target.arrivals("LIRF", 0, NOW, START))).isEqualTo("b");
    assertThat(aircraft(target.arrivals("LICC", 0, NOW, START))).isEqualTo("f");
    assertThat(target.arrivals("LEMD", 0, NOW, START)).isEmpty();
    assertThat(target.airports()).containsExactly("EDDF");
  }

  private static JsonObject to(String destination, String icao24, String origin) {
    return flight(icao24, origin, 100, 200).put("estArrivalAirport", destination);
  }

  private static String aircraft(List<JsonObject> flights) {
    return flights.stream().map(flight -> flight.getString("icao24")).collect(joining(" "));
  }

  @Test
  void readShouldFailWhenTheFolderOrRecordingsAreMissing() {
    assertThatThrownBy(() -> Recordings.read(folder.resolve("missing")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> Recordings.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no recorded flights in ");
  }

  @Test
  void realRecordingsShouldBeReplayedWithShiftedTimes() throws IOException {
    String recordings = System.getProperty("flightwatch.recordings", "");
    assumeFalse(recordings.isEmpty(), "no folder of recordings given");
    List<JsonObject> recorded = Recordings.read(Path.of(recordings)).departures();

    // when
    Traffic target =
        new TrafficPlan.Replayed(Path.of(recordings), Duration.ZERO).startingAt(START, 3);
    List<JsonObject> replayed =
        target.airports().stream()
            .flatMap(airport -> target.departures(airport, 0, NOW, START).stream())
            .toList();

    // then
    assertThat(replayed.stream().map(RecordedTrafficTest::withoutTimes))
        .containsExactlyInAnyOrderElementsOf(
            recorded.stream().map(RecordedTrafficTest::withoutTimes).toList());
  }

  private Traffic traffic(Duration endsAgo) throws IOException {
    return new TrafficPlan.Replayed(folder, endsAgo).startingAt(START, 3);
  }

  private void write(String name, JsonObject... flights) throws IOException {
    write(name, new JsonArray(List.of(flights)).encode());
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private static JsonObject flight(String icao24, String airport, long firstSeen, long lastSeen) {
    return new JsonObject()
        .put("icao24", icao24)
        .put("firstSeen", (int) firstSeen)
        .put("estDepartureAirport", airport)
        .put("lastSeen", (int) lastSeen)
        .put("estArrivalAirport", "LFPG")
        .put("callsign", "FDX36")
        .put("estArrivalAirportHorizDistance", 5)
        .put("estArrivalAirportVertDistance", 5)
        .put("arrivalAirportCandidatesCount", 1);
  }

  /** Returns the encoded flight, so that the order of the keys is compared too. */
  private static String withoutTimes(JsonObject flight) {
    int length = flight.getInteger("lastSeen") - flight.getInteger("firstSeen");
    return flight.copy().put("firstSeen", 0).put("lastSeen", length).encode();
  }
}
