package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoTestClient.await;
import static dev.flightwatch.embedded.mongo.MongoTestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.embedded.EmbeddedServerException;
import io.vertx.core.Vertx;
import io.vertx.ext.mongo.IndexOptions;
import io.vertx.junit5.VertxExtension;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class EmbeddedMongoServerTest {
  @TempDir Path folder;

  @Test
  void startShouldFindDataAndIndexesWhenItWasClosed(Vertx vertx) throws Exception {
    // given
    try (var first = EmbeddedMongoServer.start(folder);
        var before = new MongoTestClient(vertx, first.url())) {
      await(
          before
              .client()
              .createIndexWithOptions(
                  "things", json("{'key.part':1}"), new IndexOptions().unique(true)));
      await(before.client().insert("things", json("{'_id':'a','key':{'part':1}}")));
    }

    // when
    try (var target = EmbeddedMongoServer.start(folder);
        var after = new MongoTestClient(vertx, target.url())) {
      // then
      assertThat(await(after.client().findOne("things", json("{'_id':'a'}"), null)))
          .isEqualTo(json("{'_id':'a','key':{'part':1}}"));
      assertThatThrownBy(
              () -> await(after.client().insert("things", json("{'_id':'b','key':{'part':1}}"))))
          .hasMessageContaining("E11000");
    }
  }

  @Test
  void startShouldNameTheFolderWhenItsFileIsCorrupt() throws Exception {
    // given
    Files.writeString(folder.resolve("mongo.mvstore"), "not a store".repeat(5_000));

    // when, then
    assertThatThrownBy(() -> EmbeddedMongoServer.start(folder))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining(folder.toRealPath().resolve("mongo.mvstore").toString())
        .hasMessageNotContaining("\n");
  }

  @Test
  void closeShouldDeleteTheFileWhenTheDataIsTemporary(Vertx vertx) throws Exception {
    // given
    TemporaryFile file = TemporaryFile.create();
    try (EmbeddedMongoServer target = EmbeddedMongoServer.start(file);
        var client = new MongoTestClient(vertx, target.url())) {
      await(client.client().insert("things", json("{'_id':'a'}")));
      assertThat(await(client.client().count("things", json("{}")))).isEqualTo(1);
      assertThat(file.path()).exists();
    }

    // then
    assertThat(file.path().getParent()).doesNotExist();
  }

  @Test
  void closeShouldLeaveNothingListening() {
    // given
    EmbeddedMongoServer target = EmbeddedMongoServer.startEphemeral();
    int port = URI.create(target.url()).getPort();

    // when
    target.close();
    target.close();

    // then
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }
}
