package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestAirports.LICC;
import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.datacollector.collection.Claim;
import dev.flightwatch.datacollector.collection.CollectionProgress;
import dev.flightwatch.datacollector.collection.CollectionStore;
import dev.flightwatch.datacollector.collection.CollectionStoreContract;
import dev.flightwatch.datacollector.collection.DaysRead;
import dev.flightwatch.datacollector.collection.Lease;
import dev.flightwatch.datacollector.flights.AirportCode;
import dev.flightwatch.datacollector.testing.MongoRig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MongoCollectionStoreTest implements CollectionStoreContract {
  @AutoClose private static final MongoRig RIG = new MongoRig();
  private final MongoDatabase database = RIG.freshDatabase();
  private final MongoCollectionStore store = new MongoCollectionStore(database);

  @BeforeEach
  void prepare() {
    await(store.prepare());
  }

  @Override
  public CollectionStore store() {
    return store;
  }

  @Override
  public void follow(List<AirportCode> airports) {
    airports.forEach(airport -> await(new MongoFollowedAirports(database).mark(airport, NOON)));
  }

  /** Those runs store another next_due, leave no mark and count nothing. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void claimShouldBeUncountedAfterARunOfThePreviousVersion(boolean isCountedBefore) {
    // given
    Instant due = NOON.plusSeconds(600);
    Instant later = due.plusSeconds(600);
    claim(NOON);
    if (isCountedBefore) {
      release(due, NOON);
    } else {
      set(JsonObject.of("runs", new JsonArray()));
    }
    set(JsonObject.of("next_due", later.toEpochMilli(), "lease_until", 0L));

    // then
    assertThat(claim(later).uncountedSince()).contains(isCountedBefore ? due : NOON);
    release(later.plusSeconds(600), later);
    assertThat(claim(later.plusSeconds(600)).uncountedSince()).isEmpty();
  }

  private static Lease lease(Instant from) {
    return new Lease(LICC, "a", from.plus(DURATION));
  }

  private Claim claim(Instant now) {
    return await(store.claim(lease(now), now, now)).orElseThrow();
  }

  private void release(Instant nextDue, Instant now) {
    CollectionProgress progress =
        new CollectionProgress(
            NOON,
            nextDue,
            Optional.of(now),
            Optional.of(now),
            new DaysRead(List.of(), List.of()),
            false);
    await(store.release(new Lease(LICC, "a", Instant.EPOCH), progress, now));
  }

  private void set(JsonObject fields) {
    await(
        database.update(
            MongoCollectionStore.COLLECTION,
            JsonObject.of("_id", LICC.value()),
            JsonObject.of("$set", fields),
            new UpdateOptions()));
  }
}
