package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.DataOrigin;
import dev.flightwatch.datacollector.flights.KnownOrigin;
import dev.flightwatch.datacollector.testing.HttpReply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.openapi.impl.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /airports/{code}/statistics} of the deployed service. */
class StatisticsOperationTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("flightwatch.home", ".."), "docs", "statistics.md");
  private static final String QUERY = "from=2026-11-24&to=2026-11-25";

  @AutoClose private static final ServiceRig rig = new ServiceRig();

  /** Stored flights count as real once it is known that they are of the OpenSky Network. */
  @BeforeAll
  static void storeOrigin() {
    rig.store("origin", JsonObject.of("_id", "opensky", "emulator", false));
    KnownOrigin origin = KnownOrigin.of(rig.vertx);
    awaitUntil(rig.vertx, () -> origin.current() == DataOrigin.NETWORK);
  }

  private static HttpReply get(String uri) {
    return await(rig.http.send(HttpMethod.GET, uri, Map.of(), Buffer.buffer()));
  }

  /** The flights of the worked example are the rows of its table. */
  @Test
  void statisticsShouldBeThoseOfTheDocuments() throws IOException {
    // given
    String document = Files.readString(DOCUMENT);
    document
        .lines()
        .filter(line -> line.matches("\\| (departure|arrival) \\|.*"))
        .forEach(row -> storeDay("LICC", row));

    // when
    JsonObject found = get("/airports/CTA/statistics?" + QUERY).json();

    // then
    assertThat(found).isEqualTo(exampleOfTheOpenApiDocument());
    int block = document.indexOf("```json") + "```json".length();
    JsonObject shown = new JsonObject(document.substring(block, document.indexOf("```", block)));
    assertThat(shown.fieldNames()).hasSizeGreaterThan(15);
    shown.forEach(
        field ->
            assertThat(found.getValue(field.getKey()))
                .as(field.getKey())
                .isEqualTo(field.getValue()));
  }

  private static Object exampleOfTheOpenApiDocument() {
    JsonObject api = await(Utils.readYamlOrJson(rig.vertx, "openapi/data-collector.yaml"));
    return JsonPointer.create()
        .append(List.of("components", "responses", "Statistics", "content", "application/json"))
        .append(List.of("examples", "twoDays", "value"))
        .queryJson(api);
  }

  /** A row has a direction, a UTC date, its coverage, the last read, and flights. */
  private void storeDay(String airport, String row) {
    List<String> cells = Stream.of(row.split("\\|")).map(String::trim).skip(1).toList();
    List<String[]> flights =
        Stream.of(cells.get(4).split(","))
            .map(String::trim)
            .filter(text -> !text.isEmpty())
            .map(text -> text.split(" "))
            .toList();
    int[] quarters = new int[96];
    flights.forEach(flight -> quarters[LocalTime.parse(flight[0]).toSecondOfDay() / 900]++);
    List<Integer> boxed = new ArrayList<>();
    for (int quarter : quarters) {
      boxed.add(quarter);
    }
    rig.store(
        "day_counts",
        JsonObject.of("_id", airport + ":" + cells.get(0) + ":" + cells.get(1))
            .put("coverage", cells.get(2))
            .put("covered", "f".repeat(24))
            .put("source", "opensky")
            .put("read_at", Instant.parse(cells.get(3)).toEpochMilli())
            .put("run", 1)
            .put("quarters", new JsonArray(boxed))
            .put("airports", ranked(flights, 1))
            .put("airlines", ranked(flights, 2)));
  }

  private static JsonArray ranked(List<String[]> flights, int column) {
    Map<String, Long> codes =
        flights.stream().collect(Collectors.groupingBy(f -> f[column], Collectors.counting()));
    JsonArray rows = new JsonArray();
    codes.forEach(
        (code, n) ->
            rows.add(JsonObject.of("code", code.equals("-") ? null : code, "n", n.intValue())));
    return rows;
  }

  @Test
  void daysShouldHaveTheCoverageOfEachDirection() {
    // given
    storeDay(
        "ZZZY", "| departure | 2026-11-24 | final   | 2026-11-25T04:10:00Z | 06:05 LIMC EZY |");
    storeDay("ZZZY", "| arrival   | 2026-11-24 | partial | 2026-11-25T04:10:00Z | |");
    storeDay("ZZZY", "| departure | 2026-11-25 | partial | 2026-11-25T04:10:00Z | |");

    // when
    JsonObject found = get("/airports/ZZZY/statistics?" + QUERY).json();

    // then
    JsonObject first = JsonObject.of("date", "2026-11-24", "departures", 1, "arrivals", 0);
    JsonObject second = JsonObject.of("date", "2026-11-25", "departures", 0, "arrivals", null);
    assertThat(found.getJsonArray("days"))
        .isEqualTo(
            JsonArray.of(
                first.put("departures_coverage", "final").put("arrivals_coverage", "partial"),
                second.put("departures_coverage", "partial").put("arrivals_coverage", "none")));
  }

  @Test
  void statisticsShouldBeEmptyWhenTheAirportIsUnknown() {
    // when
    HttpReply reply = get("/airports/ZZZZ/statistics");

    // then
    JsonObject json = reply.json();
    JsonObject nulls = new JsonObject().putNull("departures").putNull("arrivals");
    JsonObject none = JsonObject.of("final", 0, "partial", 0, "none", 30);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(json.getString("airport")).isEqualTo("ZZZZ");
    assertThat(json.getString("timezone")).isEqualTo("UTC");
    assertThat(json.getValue("data_source")).isNull();
    assertThat(json.getValue("as_of")).isNull();
    assertThat(json.getValue("busiest")).isNull();
    for (JsonObject period : List.of(json, json.getJsonObject("previous"))) {
      assertThat(period.getJsonObject("totals")).isEqualTo(nulls);
      assertThat(period.getJsonObject("average_per_day")).isEqualTo(nulls);
      assertThat(period.getJsonObject("coverage"))
          .isEqualTo(JsonObject.of("departures", none, "arrivals", none));
    }
    for (String ranking : List.of("destinations", "origins", "airlines")) {
      assertThat(json.getJsonArray(ranking)).isEmpty();
    }
    for (String rows : List.of("days", "hours", "weekdays", "heatmap")) {
      assertThat(json.getValue(rows).toString().replaceAll("\"(hour|date)\":[^,]*", ""))
          .contains("null")
          .doesNotContainPattern("[0-9]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/airports/CTA/statistics                                     , Europe/Rome   , -30       , -1",
        "/airports/licc/statistics?timezone=Asia/Kathmandu            , Asia/Kathmandu, -30       , -1",
        "/airports/ZZZZ/statistics?timezone=Etc/GMT%2B12              , Etc/GMT+12    , -30       , -1",
        "/airports/CTA/statistics?to=2026-03-31                       , Europe/Rome   , 2026-03-02, 2026-03-31",
        "/airports/CTA/statistics?from=2026-03-31&to=2026-03-31       , Europe/Rome   , 2026-03-31, 2026-03-31",
        "/airports/CTA/statistics?from=2024-02-29&to=2025-04-03       , Europe/Rome   , 2024-02-29, 2025-04-03",
        "/airports/CTA/statistics?from=9999-12-31&to=9999-12-31       , Europe/Rome   , 9999-12-31, 9999-12-31",
        "/airports/CTA/statistics?from=0000-01-01&to=0000-01-01       , Europe/Rome   , 0000-01-01, 0000-01-01"
      })
  void statisticsShouldBeAboutThePeriod(String uri, String timezone, String from, String to) {
    // given
    LocalDate today = LocalDate.now(ZoneId.of(timezone));

    // when
    HttpReply reply = get(uri);

    // then
    assertThat(reply.status()).isEqualTo(200);
    JsonObject json = reply.json();
    assertThat(json.getString("timezone")).isEqualTo(timezone);
    // The day may have changed in the meantime.
    assertThat(List.of(today, LocalDate.now(ZoneId.of(timezone))))
        .anySatisfy(
            now -> {
              assertThat(json.getString("from")).isEqualTo(date(from, now));
              assertThat(json.getString("to")).isEqualTo(date(to, now));
            });
    long days =
        LocalDate.parse(json.getString("to")).toEpochDay()
            - LocalDate.parse(json.getString("from")).toEpochDay()
            + 1;
    assertThat(json.getJsonArray("days")).hasSize((int) days);
    assertThat(LocalDate.parse(json.getJsonObject("previous").getString("to")))
        .isEqualTo(LocalDate.parse(json.getString("from")).minusDays(1));
  }

  private static String date(String text, LocalDate today) {
    return text.startsWith("-") ? today.plusDays(Long.parseLong(text)).toString() : text;
  }
}
