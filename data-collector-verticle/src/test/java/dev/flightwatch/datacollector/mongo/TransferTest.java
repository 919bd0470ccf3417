package dev.flightwatch.datacollector.mongo;

import static dev.flightwatch.datacollector.testing.TestFutures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flightwatch.datacollector.testing.MongoRig;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.FindOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransferTest {
  private static final int FLIGHTS = 2_500;

  private final MongoRig rig = new MongoRig();
  private final MongoDatabase from = rig.freshDatabase();
  private final MongoDatabase to = rig.freshDatabase();
  private final List<String> lines = new ArrayList<>();

  @AfterEach
  void close() {
    rig.close();
  }

  private void insert(MongoDatabase database, String collection, int first, int end) {
    List<BulkOperation> inserts =
        IntStream.range(first, end)
            .mapToObj(
                i ->
                    BulkOperation.createInsert(
                        new JsonObject()
                            .put("_id", "%06d".formatted(i))
                            .put("first_seen", 1_700_000_000L + i)
                            .put("data", JsonObject.of("callsign", null, "distance", i / 2.0))))
            .toList();
    await(database.run("bulkWrite", collection, c -> c.bulkWrite(collection, inserts)));
  }

  private List<JsonObject> all(MongoDatabase database, String collection) {
    FindOptions byId = new FindOptions().setSort(JsonObject.of("_id", 1));
    return await(database.find(collection, new JsonObject(), byId));
  }

  private void transfer() {
    await(new Transfer(from, to, lines::add).run());
  }

  @Test
  void runShouldCopyEveryDocument() {
    // given
    insert(from, "flights", 0, FLIGHTS);
    insert(from, "interests", 0, 3);

    // when
    transfer();

    // then
    assertThat(all(to, "flights")).isEqualTo(all(from, "flights")).hasSize(FLIGHTS);
    assertThat(all(to, "interests")).isEqualTo(all(from, "interests"));
    assertThat(all(to, "transfer")).isEmpty();
    assertThat(lines)
        .contains("flights: 1000 of 2500", "flights: all 2500 copied")
        .contains("interests: all 3 copied");
  }

  @Test
  void runShouldContinueWhereItWasInterrupted() {
    // given the state after a batch whose progress was stored, and one whose progress was not
    insert(from, "flights", 0, FLIGHTS);
    insert(to, "flights", 0, 2_000);
    await(to.upsert("transfer", JsonObject.of("_id", "flights"), progress("000999")));

    // when
    transfer();

    // then
    assertThat(all(to, "flights")).isEqualTo(all(from, "flights"));
  }

  private static JsonObject progress(String last) {
    return JsonObject.of("$set", JsonObject.of("last", last));
  }

  @Test
  void runShouldChangeNothingWhenTheTargetHasDocuments() {
    insert(from, "flights", 0, 3);
    insert(to, "flights", 7, 8);

    Throwable refused = catchThrowable(this::transfer);

    assertThat(refused).isInstanceOf(ServiceException.class).hasMessageContaining("1 documents in");
    assertThat(all(to, "flights")).hasSize(1);
  }

  @Test
  void runShouldFailWhenTheNumbersDiffer() {
    insert(from, "flights", 0, 3);
    insert(to, "flights", 7, 8);
    await(to.upsert("transfer", JsonObject.of("_id", "flights"), progress("")));

    assertThat(catchThrowable(this::transfer)).hasMessageContaining("4 documents in the target");
  }
}
