package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoTestClient.await;
import static dev.flightwatch.embedded.mongo.MongoTestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.BulkOperation;
import io.vertx.ext.mongo.BulkWriteOptions;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The commands that the services use, whose results must be those of MongoDB. */
@ExtendWith(VertxExtension.class)
class EmbeddedMongoCommandsTest {
  private static final int DUPLICATE_KEY = 11000;

  private EmbeddedMongoServer server;
  private MongoTestClient target;

  @BeforeEach
  void start(Vertx vertx) {
    server = EmbeddedMongoServer.startEphemeral();
    target = new MongoTestClient(vertx, server.url());
  }

  @AfterEach
  void stop() throws Exception {
    target.close();
    server.close();
  }

  @Test
  void updateShouldReportADuplicateKeyWhenTheUpsertsConditionFails() throws Exception {
    // given
    insert("interests", "{'_id':'a','deleted_at':7,'airports':[]}");

    // when
    var failure =
        catchThrowableOfType(
            MongoWriteException.class,
            () ->
                await(
                    target
                        .client()
                        .updateCollectionWithOptions(
                            "interests",
                            json("{'_id':'a','deleted_at':null}"),
                            json("{'$addToSet':{'airports':'LICC'}}"),
                            new UpdateOptions(true))));

    // then
    assertThat(failure.getCode()).isEqualTo(DUPLICATE_KEY);
    assertThat(failure).hasMessageContaining("E11000");
    assertThat(find("interests", "{}", new FindOptions()))
        .containsExactly(json("{'_id':'a','deleted_at':7,'airports':[]}"));
  }

  @Test
  void findOneAndUpdateShouldReportADuplicateKeyWhenTheUpsertsConditionFails() throws Exception {
    // given
    insert("claims", "{'_id':'LICC','lease_until':40}");

    // when
    var failure =
        catchThrowableOfType(
            MongoCommandException.class,
            () ->
                await(
                    target
                        .client()
                        .findOneAndUpdateWithOptions(
                            "claims",
                            json("{'_id':'LICC','lease_until':{'$lt':10}}"),
                            json("{'$set':{'lease_until':50}}"),
                            new FindOptions(),
                            new UpdateOptions(true))));

    // then
    assertThat(failure.getCode()).isEqualTo(DUPLICATE_KEY);
    assertThat(failure.getErrorCodeName()).isEqualTo("DuplicateKey");
  }

  @Test
  void bulkWriteShouldContinueAndNameTheNewerDocumentsWhenOlderWritesArrive() throws Exception {
    // given
    insert("flights", "{'_id':'older','run_at':1}");
    insert("flights", "{'_id':'newer','run_at':9}");

    // when
    var failure =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () ->
                await(
                    target
                        .client()
                        .bulkWriteWithOptions(
                            "flights",
                            List.of(save("older", 5), save("newer", 5), save("unknown", 5)),
                            new BulkWriteOptions(false))));

    // then
    assertThat(failure.getWriteErrors())
        .extracting(BulkWriteError::getIndex, BulkWriteError::getCode)
        .containsExactly(tuple(1, DUPLICATE_KEY));
    assertThat(failure.getWriteResult().getModifiedCount()).isEqualTo(1);
    assertThat(failure.getWriteResult().getUpserts()).hasSize(1);
    assertThat(find("flights", "{'run_at':5}", new FindOptions()))
        .extracting(flight -> flight.getString("_id"))
        .containsExactlyInAnyOrder("older", "unknown");
  }

  @Test
  void findShouldReturnTheNextPageWhenTheFilterNamesTheLastKey() throws Exception {
    // given
    for (String flight :
        List.of(
            "'a','first_seen':3",
            "'b','first_seen':2",
            "'c','first_seen':2",
            "'d','first_seen':1")) {
      insert("flights", "{'_id':%s}".formatted(flight));
    }

    // when
    List<JsonObject> page =
        find(
            "flights",
            "{'$or':[{'first_seen':{'$lt':2}},{'first_seen':2,'_id':{'$lt':'c'}}]}",
            new FindOptions().setSort(json("{'first_seen':-1,'_id':-1}")).setLimit(2));

    // then
    assertThat(page).extracting(flight -> flight.getString("_id")).containsExactly("b", "d");
  }

  @Test
  void findShouldHonourTheWholeFilterWhenItNamesAnId() throws Exception {
    // given
    insert("flights", "{'_id':'a','run_at':1}");

    // then
    assertThat(find("flights", "{'_id':'a','run_at':{'$lt':2}}", new FindOptions())).hasSize(1);
    assertThat(find("flights", "{'_id':'a','run_at':{'$lt':1}}", new FindOptions())).isEmpty();
    assertThat(find("flights", "{'_id':'b','run_at':{'$lt':2}}", new FindOptions())).isEmpty();
  }

  @Test
  void aggregateShouldCountByGroup() throws Exception {
    // given
    for (String flight :
        List.of("'a','source':'mock'", "'b','source':'mock'", "'c','source':'x'")) {
      insert("flights", "{'_id':%s,'airport':'LICC'}".formatted(flight));
    }
    var pipeline =
        new JsonArray()
            .add(json("{'$match':{'airport':'LICC'}}"))
            .add(json("{'$group':{'_id':'$source','flights':{'$sum':1}}}"))
            .add(json("{'$sort':{'_id':1}}"));

    // when
    var command = new JsonObject().put("aggregate", "flights").put("pipeline", pipeline);
    JsonObject response =
        await(target.client().runCommand("aggregate", command.put("cursor", new JsonObject())));

    // then
    assertThat(response.getJsonObject("cursor").getJsonArray("firstBatch"))
        .containsExactly(json("{'_id':'mock','flights':2}"), json("{'_id':'x','flights':1}"));
  }

  @Test
  void updateShouldChangeAllThatMatchWhenItIsForMany() throws Exception {
    // given
    insert("interests", "{'_id':'a','airports':['LICC','LIRF'],'email':'x'}");
    insert("interests", "{'_id':'b','airports':['LIRF']}");

    // when
    var result =
        await(
            target
                .client()
                .updateCollectionWithOptions(
                    "interests",
                    json("{'airports':'LIRF'}"),
                    json("{'$pull':{'airports':'LIRF'},'$unset':{'email':''},'$set':{'n':1}}"),
                    new UpdateOptions(false, true)));

    // then
    assertThat(result.getDocModified()).isEqualTo(2);
    assertThat(find("interests", "{}", new FindOptions()))
        .containsExactly(
            json("{'_id':'a','airports':['LICC'],'n':1}"), json("{'_id':'b','airports':[],'n':1}"));
  }

  private void insert(String collection, String document) throws Exception {
    await(target.client().insert(collection, json(document)));
  }

  private List<JsonObject> find(String collection, String filter, FindOptions options)
      throws Exception {
    return await(target.client().findWithOptions(collection, json(filter), options));
  }

  private static BulkOperation save(String id, int runAt) {
    return BulkOperation.createUpdate(
        json("{'_id':'%s','run_at':{'$lt':%d}}".formatted(id, runAt)),
        json("{'$set':{'run_at':%d}}".formatted(runAt)),
        true,
        false);
  }
}
