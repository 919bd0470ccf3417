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
  private static final FlightPipelines TARGET = new FlightPipelines("first_seen");
  private static final Cursor CURSOR = new Cursor(9, 1_790_000_600, "4ca8e5:1790000600");

  private static JsonObject branch(String source, Object... airports) {
    return JsonObject.of("source", source)
        .put("airport", JsonObject.of("$in", JsonArray.of(airports)));
  }

  @Test
  void selectShouldGroupAirportsAndNotBoundFirstSeenWhenThereIsNoCursor() {
    // given
    Selection other = new Selection(LIRF, Source.OPENSKY, Instant.EPOCH);

    // when
    JsonObject filter = TARGET.select(List.of(REAL, other), Optional.empty());

    // then
    assertThat(filter).isEqualTo(branch("opensky", "LICC", "LIRF"));
  }

  @Test
  void selectShouldBoundFirstSeenOnBothSidesInEachBranchWhenThereIsACursor() {
    // given
    JsonObject real = branch("opensky", "LICC");
    JsonObject mock = branch("mock", "EDDF");

    // when
    JsonArray both = TARGET.select(List.of(REAL, MOCK), Optional.of(CURSOR)).getJsonArray("$and");

    // then
    assertThat(both.getJsonObject(0).getJsonArray("$or"))
        .containsExactlyInAnyOrder(
            real.put("first_seen", JsonObject.of("$lte", 1_790_000_600L)),
            mock.put("first_seen", JsonObject.of("$gt", 1_790_000_000L, "$lte", 1_790_000_600L)));
    assertThat(both.getJsonObject(1).getJsonArray("$or"))
        .containsExactly(
            JsonObject.of("first_seen", JsonObject.of("$lt", 1_790_000_600L)),
            JsonObject.of("first_seen", 1_790_000_600L)
                .put("_id", JsonObject.of("$lt", "4ca8e5:1790000600")));
  }
}
