package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoTestClient.await;
import static dev.flightwatch.embedded.mongo.MongoTestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What this module adds to the library. The tests of the stores cover the other commands. */
@ExtendWith(VertxExtension.class)
class EmbeddedMongoCommandsTest {
  /** The wire version of MongoDB 6.0. */
  private static final int WIRE_VERSION = 17;

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

  @ParameterizedTest
  @CsvSource({"{'run_at':{'$lt':2}}, a, 1", "{'run_at':{'$lt':1}}, a, 0", "{'run_at':1}, b, 0"})
  void findShouldHonourTheWholeFilterWhenItNamesAnId(String condition, String id, int found)
      throws Exception {
    // given
    await(target.client().insert("flights", json("{'_id':'a','run_at':1}")));

    // then
    assertThat(await(target.client().find("flights", json(condition).put("_id", id))))
        .hasSize(found);
  }

  @Test
  void helloShouldReportAWireVersionThatCurrentClientsAcceptAndNeitherSessionsNorReplication()
      throws Exception {
    // when
    JsonObject hello = run("hello");
    JsonObject legacy = run("isMaster");

    // then
    assertThat(hello.getInteger("maxWireVersion"))
        .isEqualTo(WIRE_VERSION)
        .isEqualTo(legacy.getInteger("maxWireVersion"));
    assertThat(hello.getInteger("minWireVersion")).isZero();
    assertThat(hello.getBoolean("isWritablePrimary")).isTrue();
    assertThat(legacy.getBoolean("ismaster")).isTrue();
    assertThat(hello.fieldNames())
        .doesNotContain("ismaster", "logicalSessionTimeoutMinutes", "setName", "topologyVersion");
    assertThat(run("buildInfo").getString("version")).isEqualTo("6.0.0");
  }

  private JsonObject run(String command) throws Exception {
    return await(target.client().runCommand(command, new JsonObject().put(command, 1)));
  }
}
