package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoTestClient.await;
import static dev.flightwatch.embedded.mongo.MongoTestClient.inParallel;
import static dev.flightwatch.embedded.mongo.MongoTestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class EmbeddedMongoConcurrencyTest {
  @TempDir Path folder;
  private EmbeddedMongoServer server;
  private MongoTestClient target;

  @BeforeEach
  void start(Vertx vertx) {
    server = EmbeddedMongoServer.start(folder);
    target = new MongoTestClient(vertx, server.url());
  }

  @AfterEach
  void stop() throws Exception {
    target.close();
    server.close();
  }

  @Test
  void findOneAndUpdateShouldCountEachCallWhenManyUpsertAtOnce() throws Exception {
    // when
    List<Future<JsonObject>> responses =
        inParallel(
            50,
            call ->
                target
                    .client()
                    .findOneAndUpdateWithOptions(
                        "counters",
                        json("{'_id':'a'}"),
                        json("{'$inc':{'count':1}}"),
                        new FindOptions(),
                        new UpdateOptions(true).setReturningNewDocument(true)));

    // then
    assertThat(responses)
        .extracting(response -> response.result().getInteger("count"))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
  }

  @Test
  void findOneAndUpdateShouldGiveTheClaimToOneWhenManyRequestItAtOnce() throws Exception {
    // given
    await(target.client().insert("claims", json("{'_id':'LICC','lease_until':0}")));

    // when
    List<Future<JsonObject>> responses =
        inParallel(
            50,
            call ->
                target
                    .client()
                    .findOneAndUpdate(
                        "claims",
                        json("{'_id':'LICC','lease_until':{'$lt':10}}"),
                        json("{'$set':{'lease_until':40,'lease_owner':%d}}".formatted(call))));

    // then
    assertThat(responses).extracting(Future::result).filteredOn(Objects::nonNull).hasSize(1);
  }

  @Test
  void updateShouldKeepEachAddedElementWhenManyUpsertAtOnce() throws Exception {
    // when
    inParallel(
        50,
        call ->
            target
                .client()
                .updateCollectionWithOptions(
                    "interests",
                    json("{'_id':'a','deleted_at':null}"),
                    json("{'$addToSet':{'airports':'A%d'}}".formatted(call)),
                    new UpdateOptions(true)));

    // then
    JsonObject stored = await(target.client().findOne("interests", json("{'_id':'a'}"), null));
    assertThat(stored.getJsonArray("airports")).hasSize(50).doesNotHaveDuplicates();
  }
}
