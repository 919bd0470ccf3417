package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The reconciliation of the deployed service, with the user manager over gRPC. */
class ReconciliationRunsTest {
  @AutoClose
  private final ServiceRig rig =
      new ServiceRig((vertx, config) -> config.put("reconcile_interval_seconds", 0.05));

  @Test
  void reconciliationShouldDeleteOnlyFollowersThatDoNotExist() {
    // given
    rig.follow("sara@unict.it", "LICC");
    rig.store("interests", interests("unavailable@unict.it"));
    rig.store("interests", interests("absent@unict.it"));

    // then
    awaitUntil(rig.vertx, () -> tombstones() == 1);
    assertThat(rig.interests("sara@unict.it").json().getJsonArray("airports"))
        .isEqualTo(JsonArray.of("LICC"));
    assertThat(rig.stored("interests", new JsonObject().put("email", "unavailable@unict.it")))
        .isEqualTo(1);
    assertThat(tombstones()).isEqualTo(1);
  }

  private static JsonObject interests(String email) {
    return new JsonObject()
        .put("_id", "id of " + email)
        .put("email", email)
        .put("derived", false)
        .put("airports", JsonArray.of("LIRF"))
        .put("confirmed_at", 1);
  }

  private long tombstones() {
    return rig.stored(
        "interests", new JsonObject().put("deleted_at", new JsonObject().put("$gt", 0)));
  }
}
