package dev.flightwatch.datacollector.flights;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static dev.flightwatch.datacollector.testing.TestFlights.mock;
import static dev.flightwatch.datacollector.testing.TestFlights.real;
import static dev.flightwatch.datacollector.testing.TestFlights.row;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every {@link FlightStore}: saving and counting. */
public interface FlightStoreContract {
  Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  Window ALL = new Window(Instant.EPOCH, NOON.plus(Duration.ofDays(1)));

  /** Returns an empty store, the same one throughout a test. */
  FlightStore store();

  private Saved save(Instant runStart, Flight... flights) {
    return await(store().save(LICC, List.of(flights), runStart));
  }

  private Map<Source, Long> counted() {
    return await(store().count(LICC, ALL));
  }

  private JsonObject newestData() {
    return await(store().newest(LICC)).orElseThrow().data();
  }

  @Test
  default void saveShouldStoreOpenSkysObjectUnchanged() {
    // given
    JsonObject data =
        row("4ca8e5", NOON)
            .put("aNewField", new JsonObject().put("z", 1).putNull("a"))
            .put("anotherField", new JsonArray().add(1.5).addNull().add("x"))
            .put("big", 3_000_000_000L);

    // when
    save(NOON, Flight.of(data.copy(), Source.OPENSKY));

    // then
    assertThat(newestData().encode()).isEqualTo(data.encode());
  }

  @Test
  default void saveShouldReplaceTheWholeFlightWhenTheRunIsLater() {
    // given
    save(NOON, Flight.of(row("4ca8e5", NOON).put("gone", true), Source.OPENSKY));
    JsonObject refined = row("4ca8e5", NOON).put("estArrivalAirport", "LIRF");

    // when
    Saved saved = save(NOON.plusMillis(1), Flight.of(refined.copy(), Source.OPENSKY));

    // then
    assertThat(saved).isEqualTo(new Saved(0, 1));
    assertThat(newestData()).isEqualTo(refined);
  }

  @Test
  default void saveShouldReplaceNothingWhenTheRunIsEarlier() {
    // given
    JsonObject newer = row("4ca8e5", NOON).put("estArrivalAirport", "LIRF");
    save(NOON, Flight.of(newer.copy(), Source.OPENSKY));

    // when
    Saved saved =
        save(NOON.minusMillis(1), real("4ca8e5", NOON), real("aaaaaa", NOON.minusSeconds(60)));

    // then
    assertThat(saved).isEqualTo(new Saved(1, 1));
    assertThat(newestData()).isEqualTo(newer);
    assertThat(counted()).containsExactly(Map.entry(Source.OPENSKY, 2L));
  }

  private static List<Flight> numbered(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> real(String.format("%06x", i), NOON.plusSeconds(i)))
        .toList();
  }

  @Test
  default void saveShouldStoreEachFlightOnceWhenRunsAreConcurrent() {
    // given
    List<Flight> flights = numbered(20);

    // when
    List<Future<Saved>> runs =
        IntStream.range(0, 16)
            .mapToObj(run -> store().save(LICC, flights, NOON.plusMillis(run)))
            .toList();

    // then
    assertThat(runs.stream().mapToInt(run -> await(run).fresh()).sum()).isEqualTo(20);
    assertThat(counted()).containsExactly(Map.entry(Source.OPENSKY, 20L));
  }

  @Test
  default void saveShouldStoreMoreFlightsThanOneBatch() {
    // given
    List<Flight> flights = numbered(1_001);

    // when
    Saved first = await(store().save(LICC, flights, NOON));
    Saved second = await(store().save(LICC, flights, NOON.plusSeconds(1)));

    // then
    assertThat(first).isEqualTo(new Saved(1_001, 0));
    assertThat(second).isEqualTo(new Saved(0, 1_001));
  }

  @Test
  default void saveShouldCountAFlightOnceWhenAReadContainsItTwice() {
    assertThat(save(NOON, real("4ca8e5", NOON), real("4ca8e5", NOON))).isEqualTo(new Saved(1, 1));
    assertThat(save(NOON)).isEqualTo(Saved.NOTHING);
    assertThat(counted()).containsExactly(Map.entry(Source.OPENSKY, 1L));
  }

  @Test
  default void newestShouldBeTheNewestRealFlightOrElseTheNewestMockOne() {
    // given
    await(store().save(LIRF, List.of(real("dddddd", NOON.plusSeconds(99))), NOON));
    save(NOON, mock("b00000", NOON.plusSeconds(60)), mock("b00001", NOON));
    Flight newestMock = await(store().newest(LICC)).orElseThrow();
    save(NOON, real("aaaaaa", NOON), real("bbbbbb", NOON.plusSeconds(1)), real("cccccc", NOON));

    // when
    Flight newest = await(store().newest(LICC)).orElseThrow();

    // then
    assertThat(newestMock).isEqualTo(mock("b00000", NOON.plusSeconds(60)));
    assertThat(newest).isEqualTo(real("bbbbbb", NOON.plusSeconds(1)));
    assertThat(await(store().newest(EDDF))).isEmpty();
  }

  @Test
  default void countShouldCountEachSourceWithinTheWindow() {
    // given
    save(NOON, real("aaaaa0", NOON.minusSeconds(1)), real("aaaaa1", NOON));
    save(NOON, real("aaaaa2", NOON.plusSeconds(60)), real("aaaaa3", NOON.plusSeconds(61)));
    save(NOON, mock("b00000", NOON.plusSeconds(30)));
    await(store().save(LIRF, List.of(real("dddddd", NOON)), NOON));

    // when
    Map<Source, Long> counted = await(store().count(LICC, new Window(NOON, NOON.plusSeconds(60))));

    // then
    assertThat(counted).containsOnly(Map.entry(Source.OPENSKY, 2L), Map.entry(Source.MOCK, 1L));
    assertThat(await(store().count(EDDF, ALL))).isEmpty();
  }
}
