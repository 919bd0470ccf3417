package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.interests.FollowerContract;
import dev.flightwatch.datacollector.interests.InterestStore;
import dev.flightwatch.datacollector.interests.InterestStoreContract;
import dev.flightwatch.datacollector.interests.TombstoneContract;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoInterestStoreTest implements InterestStoreContract, TombstoneContract, FollowerContract {
  private static MongoRig rig;
  private MongoDatabase database;
  private MongoInterestStore store;

  @BeforeAll
  static void start() {
    rig = new MongoRig();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void prepare() {
    database = rig.freshDatabase();
    store = new MongoInterestStore(database);
    await(store.prepare());
  }

  @Override
  public InterestStore store() {
    return store;
  }

  @Test
  void tombstoneShouldContainNothingAboutTheUserButTheId() {
    // given
    await(store.follow(SARAS_ID, SARA, LICC, NOON));

    // when
    await(store.markDeleted(SARAS_ID.id(), SARA, NOON));

    // then
    JsonObject tombstone =
        await(database.run("find", client -> client.findOne("interests", new JsonObject(), null)));
    assertThat(tombstone)
        .isEqualTo(
            new JsonObject()
                .put("_id", SARAS_ID.id())
                .put("deleted_at", NOON.toEpochMilli())
                .put("derived", false)
                .put("airports", JsonArray.of()));
  }
}
