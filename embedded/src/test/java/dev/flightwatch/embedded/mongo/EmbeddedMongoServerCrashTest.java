package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoTestClient.await;
import static dev.flightwatch.embedded.mongo.MongoTestClient.inParallel;
import static dev.flightwatch.embedded.mongo.MongoTestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flightwatch.embedded.EmbeddedServerException;
import dev.flightwatch.testkit.ServerProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class EmbeddedMongoServerCrashTest {
  @TempDir Path folder;

  @Test
  void startShouldFindAllAcknowledgedWritesWhenItsProcessWasKilled(Vertx vertx) throws Exception {
    // given
    try (var process = ServerProcess.start(MongoProcess.class, folder);
        var client = new MongoTestClient(vertx, process.url())) {
      for (int number = 0; number < 100; number++) {
        await(client.client().insert("acknowledged", document(number)));
      }
      inParallel(100, number -> client.client().insert("acknowledged", document(100 + number)));
      process.kill();
    }

    // when
    try (var target = EmbeddedMongoServer.start(folder);
        var client = new MongoTestClient(vertx, target.url())) {
      // then
      assertThat(await(client.client().count("acknowledged", new JsonObject()))).isEqualTo(200);
      assertThat(await(client.client().count("acknowledged", document(199)))).isEqualTo(1);
    }
  }

  @Test
  void startShouldFailWhenAnotherProcessUsesTheFolder() throws Exception {
    try (var process = ServerProcess.start(MongoProcess.class, folder)) {
      assertThatThrownBy(() -> EmbeddedMongoServer.start(folder))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("in use by another process");

      process.kill();
      EmbeddedMongoServer.start(folder).close();
    }
  }

  private static JsonObject document(int number) {
    return json("{'_id':'%d','number':%d}".formatted(number, number));
  }
}
