package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.coverage.AirportDay;
import dev.flightwatch.datacollector.coverage.Coverage;
import dev.flightwatch.datacollector.coverage.DayCountStore;
import dev.flightwatch.datacollector.coverage.DayCounts;
import dev.flightwatch.datacollector.coverage.DayCounts.Ranked;
import dev.flightwatch.datacollector.coverage.MemoryDayCountStore;
import dev.flightwatch.datacollector.coverage.Quarters;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.flights.Direction;
import dev.flightwatch.datacollector.flights.Source;
import dev.flightwatch.datacollector.testing.MongoRig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MongoDayCountStoreTest {
  @AutoClose private static final MongoRig RIG = new MongoRig();
  private static final Instant RUN = Instant.parse("2026-03-10T12:00:00.123Z");

  static Stream<DayCountStore> stores() {
    return Stream.of(new MongoDayCountStore(RIG.freshDatabase()), new MemoryDayCountStore());
  }

  private static DayCounts counts(String airport, Direction direction, String date, Instant run) {
    return new DayCounts(
        new AirportDay(new AirportCode(airport), direction, LocalDate.parse(date)),
        Coverage.PARTIAL,
        new Quarters(5, 9),
        Source.MOCK,
        RUN.minusSeconds(60),
        run,
        Collections.nCopies(96, 2),
        List.of(new Ranked("LIRF", 3), new Ranked(null, 1)),
        List.of());
  }

  private static DayCounts counts(List<Integer> quarters, List<Ranked> airports, Instant run) {
    return new DayCounts(
        new AirportDay(LICC, Direction.DEPARTURE, LocalDate.parse("2026-03-10")),
        Coverage.FINAL,
        Quarters.ALL,
        Source.OPENSKY,
        run,
        run,
        quarters,
        airports,
        List.of(new Ranked("RYR", 2), new Ranked(null, 1)));
  }

  /** Returns what the previous version reads and writes: the lists, and nothing beside them. */
  private static JsonObject ofPreviousVersion(DayCounts counts) {
    return new JsonObject()
        .put("airport", "LICC")
        .put("direction", "departure")
        .put("date", "2026-03-10")
        .put("coverage", "final")
        .put("covered", "f".repeat(24))
        .put("source", "opensky")
        .put("read_at", counts.readAt().toEpochMilli())
        .put("run", counts.run().toEpochMilli())
        .put("quarters", new JsonArray(counts.quarters()))
        .put("airports", rows(counts.airports()))
        .put("airlines", rows(counts.airlines()));
  }

  private static JsonArray rows(List<Ranked> ranked) {
    JsonArray rows = new JsonArray();
    ranked.forEach(row -> rows.add(JsonObject.of("code", row.code(), "n", row.flights())));
    return rows;
  }

  private static List<DayCounts> found(DayCountStore store, DayCounts day) {
    LocalDate date = day.day().date();
    List<DayCounts> ranked = await(store.find(LICC, Direction.DEPARTURE, date, date));
    assertThat(await(store.findUnranked(LICC, Direction.DEPARTURE, date, date)))
        .isEqualTo(ranked.stream().map(MongoDayCountStoreTest::unranked).toList());
    assertThat(await(store.find(day.day())).stream().toList()).isEqualTo(ranked);
    return ranked;
  }

  private static List<Ranked> codes(String... codes) {
    return Stream.of(codes).map(code -> new Ranked(code, 3)).toList();
  }

  /** OpenSky's airports are any text. */
  static Stream<List<Ranked>> airports() {
    return Stream.of(
        codes(),
        codes("LIRF", null, "NK39"),
        codes("-", null),
        codes("", null),
        codes("LI RF"),
        codes("LI\u00a0RF", "\u00c9"));
  }

  @ParameterizedTest
  @MethodSource("airports")
  void findShouldReturnWhatAnyVersionHasSaved(List<Ranked> airports) {
    // given
    MongoDatabase database = RIG.freshDatabase();
    DayCountStore target = new MongoDayCountStore(database);
    List<Integer> many = IntStream.range(0, 96).boxed().toList();
    DayCounts first = counts(many, airports, RUN);
    DayCounts again = counts(Collections.nCopies(96, 1), codes("LIMC"), RUN);
    DayCounts ofPrevious = counts(Collections.nCopies(96, 2), airports, RUN.plusMillis(1));
    DayCounts last = counts(many, codes("EDDF"), RUN.plusMillis(2));

    // then: this version, the same run again, the previous version, this version
    assertThat(await(target.save(again, Optional.empty()))).isTrue();
    assertThat(found(target, again)).containsExactly(again);
    assertThat(await(target.save(first, Optional.of(RUN)))).isTrue();
    assertThat(found(target, first)).containsExactly(first);
    assertThat(lists(database)).isEqualTo(ofPreviousVersion(first));
    JsonObject id = JsonObject.of("_id", first.day().id());
    JsonObject update = JsonObject.of("$set", ofPreviousVersion(ofPrevious));
    await(database.update("day_counts", id, update, new UpdateOptions()));
    assertThat(found(target, first)).containsExactly(ofPrevious);
    assertThat(await(target.save(last, Optional.of(ofPrevious.run())))).isTrue();
    assertThat(found(target, first)).containsExactly(last);
    assertThat(lists(database)).isEqualTo(ofPreviousVersion(last));
  }

  /** Returns what a previous version reads. */
  private static JsonObject lists(MongoDatabase database) {
    JsonObject document =
        await(database.find("day_counts", new JsonObject(), new FindOptions())).get(0);
    document.remove("_id");
    document.remove("compact");
    return document;
  }

  @Test
  void findShouldReadTheListsOnlyOfDaysWithoutTexts() {
    // given
    MongoDatabase database = RIG.freshDatabase();
    DayCountStore target = new MongoDayCountStore(database);
    List<DayCounts> days =
        Stream.of("2026-03-09", "2026-03-10", "2026-03-11")
            .map(date -> counts("LICC", Direction.DEPARTURE, date, RUN))
            .toList();
    days.forEach(day -> assertThat(await(target.save(day, Optional.empty()))).isTrue());
    change(database, days.get(0), "quarters", new JsonArray());
    change(database, days.get(1), "compact", null);

    // when
    LocalDate from = days.get(0).day().date();
    List<DayCounts> found = await(target.find(LICC, Direction.DEPARTURE, from, from.plusDays(2)));

    // then
    assertThat(found).isEqualTo(days);
  }

  private static void change(MongoDatabase database, DayCounts day, String field, Object value) {
    JsonObject update = JsonObject.of("$set", JsonObject.of(field, value));
    JsonObject id = JsonObject.of("_id", day.day().id());
    await(database.update("day_counts", id, update, new UpdateOptions()));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void saveShouldReplaceOnlyTheCountsOfTheExpectedRun(DayCountStore target) {
    // given
    DayCounts first = counts("LICC", Direction.DEPARTURE, "2026-03-10", RUN);
    DayCounts second = counts("LICC", Direction.DEPARTURE, "2026-03-10", RUN.plusMillis(1));

    // then
    assertThat(await(target.save(first, Optional.empty()))).isTrue();
    assertThat(await(target.save(second, Optional.empty()))).isFalse();
    assertThat(await(target.save(second, Optional.of(RUN.minusMillis(1))))).isFalse();
    assertThat(await(target.find(first.day()))).contains(first);
    assertThat(await(target.save(second, Optional.of(RUN)))).isTrue();
    assertThat(await(target.find(first.day()))).contains(second);
  }

  private static DayCounts unranked(DayCounts day) {
    return new DayCounts(
        day.day(),
        day.coverage(),
        day.covered(),
        day.source(),
        day.readAt(),
        day.run(),
        day.quarters(),
        List.of(),
        List.of());
  }

  @ParameterizedTest
  @MethodSource("stores")
  void findShouldReturnTheDaysOfOneAirportAndDirectionInOrder(DayCountStore target) {
    // given
    List<DayCounts> all =
        List.of(
            counts("LICC", Direction.DEPARTURE, "2026-03-10", RUN),
            counts("LICC", Direction.DEPARTURE, "2026-02-28", RUN),
            counts("LICC", Direction.DEPARTURE, "2026-03-11", RUN),
            counts("LICC", Direction.ARRIVAL, "2026-03-01", RUN),
            counts("LIC", Direction.DEPARTURE, "2026-03-01", RUN),
            counts("LICD", Direction.DEPARTURE, "2026-03-01", RUN));
    all.forEach(counts -> assertThat(await(target.save(counts, Optional.empty()))).isTrue());

    // then
    assertThat(
            await(
                target.find(
                    LICC,
                    Direction.DEPARTURE,
                    LocalDate.parse("2026-02-28"),
                    LocalDate.parse("2026-03-10"))))
        .containsExactly(all.get(1), all.get(0));
    assertThat(
            await(
                target.findUnranked(
                    LICC,
                    Direction.DEPARTURE,
                    LocalDate.parse("2026-02-28"),
                    LocalDate.parse("2026-03-10"))))
        .containsExactly(unranked(all.get(1)), unranked(all.get(0)));
  }
}
