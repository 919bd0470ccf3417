package dev.flightwatch.datacollector;

import static dev.flightwatch.datacollector.testing.TestFutures.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.testing.FakeUserManager;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The reconciliation of the deployed service, with the user manager over gRPC. */
class ReconciliationRunsTest {
  private static ServiceRig rig(boolean isCurrent) {
    return new ServiceRig(
        new FakeUserManager(isCurrent),
        (vertx, config) -> config.put("reconcile_interval_seconds", 0.05));
  }

  @Test
  void reconciliationShouldAskAUserManagerOfAPreviousVersionOneByOne() {
    try (ServiceRig rig = rig(false)) {
      // given
      rig.follow("sara@unict.it", "LICC");
      rig.store("interests", interests("unavailable@unict.it"));
      rig.store("interests", interests("absent@unict.it"));

      // then
      awaitUntil(rig.vertx, () -> tombstones(rig) == 1);
      assertThat(rig.interests("sara@unict.it").json().getJsonArray("airports"))
          .isEqualTo(JsonArray.of("LICC"));
      assertThat(rig.stored("interests", JsonObject.of("email", "unavailable@unict.it")))
          .isEqualTo(1);
      assertThat(tombstones(rig)).isEqualTo(1);
    }
  }

  @Test
  void reconciliationShouldCheckTwoHundredFollowersByOneCall() {
    try (ServiceRig rig = rig(true)) {
      // given
      rig.follow("sara@unict.it", "LICC");
      rig.store("interests", interests("absent@unict.it"));

      // then
      awaitUntil(rig.vertx, () -> tombstones(rig) == 1);
      assertThat(rig.interests("sara@unict.it").json().getJsonArray("airports"))
          .isEqualTo(JsonArray.of("LICC"));
      assertThat(rig.users.requestsAbout("absent@unict.it")).isEmpty();
      assertThat(rig.users.batches())
          .anyMatch(
              batch ->
                  Set.copyOf(batch.getEmailsList())
                      .equals(Set.of("sara@unict.it", "absent@unict.it")));
    }
  }

  @Test
  void reconciliationShouldDeleteNothingWhenACallFails() {
    try (ServiceRig rig = rig(true)) {
      // given
      rig.store("interests", interests("unavailable@unict.it"));
      rig.store("interests", interests("absent@unict.it"));

      // then
      awaitUntil(rig.vertx, () -> rig.users.batches().size() > 6);
      assertThat(tombstones(rig)).isZero();
    }
  }

  private static JsonObject interests(String email) {
    return new JsonObject()
        .put("_id", "id of " + email)
        .put("email", email)
        .put("derived", false)
        .put("airports", JsonArray.of("LIRF"))
        .put("confirmed_at", 1);
  }

  private static long tombstones(ServiceRig rig) {
    return rig.stored(
        "interests", new JsonObject().put("deleted_at", new JsonObject().put("$gt", 0)));
  }
}
