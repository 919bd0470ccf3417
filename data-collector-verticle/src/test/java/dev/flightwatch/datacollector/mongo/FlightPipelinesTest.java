package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestAirports.EDDF;
import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestAirports.LIRF;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.flights.Cursor;
import dev.flightwatch.datacollector.flights.Selection;
import dev.flightwatch.datacollector.flights.Source;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlightPipelinesTest {
  private static final Selection REAL = new Selection(LICC, Source.OPENSKY, Instant.EPOCH);
  private static final Selection MOCK =
      new Selection(EDDF, Source.MOCK, Instant.ofEpochSecond(1_790_000_000));
  private static final Cursor CURSOR = new Cursor(9, 1_790_000_600, "4ca8e5:1790000600");

  private static JsonObject branch(String airport, String source) {
    return new JsonObject()
        .put("airport", new JsonObject().put("$in", JsonArray.of(airport)))
        .put("source", source);
  }

  @Test
  void selectShouldNotBoundFirstSeenWhenThereIsNoCursor() {
    assertThat(FlightPipelines.select(List.of(REAL), Optional.empty()))
        .isEqualTo(branch("LICC", "opensky"));
  }

  @Test
  void selectShouldGroupAirportsWithTheSameBounds() {
    // given
    Selection other = new Selection(LIRF, Source.OPENSKY, Instant.EPOCH);

    // when
    JsonObject filter = FlightPipelines.select(List.of(REAL, other), Optional.empty());

    // then
    assertThat(filter.getJsonObject("airport").getJsonArray("$in"))
        .containsExactlyInAnyOrder("LICC", "LIRF");
  }

  @Test
  void selectShouldBoundFirstSeenOnBothSidesInEachBranchWhenThereIsACursor() {
    // when
    JsonObject filter = FlightPipelines.select(List.of(REAL, MOCK), Optional.of(CURSOR));

    // then
    JsonArray branches = filter.getJsonArray("$and").getJsonObject(0).getJsonArray("$or");
    assertThat(branches)
        .containsExactlyInAnyOrder(
            branch("LICC", "opensky")
                .put("first_seen", new JsonObject().put("$lte", 1_790_000_600L)),
            branch("EDDF", "mock")
                .put(
                    "first_seen",
                    new JsonObject().put("$gt", 1_790_000_000L).put("$lte", 1_790_000_600L)));
  }

  @Test
  void selectShouldExcludeTheFlightsUpToTheCursorInItsSecond() {
    // when
    JsonObject filter = FlightPipelines.select(List.of(REAL), Optional.of(CURSOR));

    // then
    assertThat(filter.getJsonArray("$and").getJsonObject(1))
        .isEqualTo(
            new JsonObject()
                .put(
                    "$or",
                    JsonArray.of(
                        new JsonObject()
                            .put("first_seen", new JsonObject().put("$lt", 1_790_000_600L)),
                        new JsonObject()
                            .put("first_seen", 1_790_000_600L)
                            .put("_id", new JsonObject().put("$lt", "4ca8e5:1790000600")))));
  }
}
