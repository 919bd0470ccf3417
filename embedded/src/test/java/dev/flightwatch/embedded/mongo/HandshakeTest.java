package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoTestClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HandshakeTest {
  /** The wire version of MongoDB 4.4, the oldest release that PyMongo 4.20 accepts. */
  private static final int LEAST_WIRE_VERSION = 9;

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
  void helloShouldReportAWireVersionThatCurrentClientsAccept() throws Exception {
    // when
    JsonObject response = run("hello");

    // then
    assertThat(response.getInteger("maxWireVersion")).isGreaterThanOrEqualTo(LEAST_WIRE_VERSION);
    assertThat(response.getInteger("minWireVersion")).isZero();
    assertThat(response.getBoolean("isWritablePrimary")).isTrue();
    assertThat(response.fieldNames()).doesNotContain("ismaster");
  }

  @Test
  void legacyHelloShouldReportTheSameWireVersion() throws Exception {
    // when
    JsonObject response = run("isMaster");

    // then
    assertThat(response.getInteger("maxWireVersion"))
        .isEqualTo(run("hello").getInteger("maxWireVersion"));
    assertThat(response.getBoolean("ismaster")).isTrue();
  }

  @Test
  void helloShouldAnnounceNeitherSessionsNorReplication() throws Exception {
    assertThat(run("hello").fieldNames())
        .doesNotContain("logicalSessionTimeoutMinutes", "setName", "msg", "topologyVersion");
  }

  @Test
  void buildInfoShouldReportTheReleaseOfTheWireVersion() throws Exception {
    assertThat(run("buildInfo").getString("version")).isEqualTo("5.0.0");
  }

  private JsonObject run(String command) throws Exception {
    return await(target.client().runCommand(command, new JsonObject().put(command, 1)));
  }
}
