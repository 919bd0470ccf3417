package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoTestClient.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class StoreCopyTest {
  private static final String DATA = "x".repeat(2_000);
  private static final int KEPT = 500;

  @TempDir Path folder;

  /** Updates replace all chunks of the file several times while it is copied. */
  @Test
  void copyShouldHaveAllThatWasAcknowledgedBeforeItWhileWritesGoOn(Vertx vertx) throws Exception {
    Path copied = folder.resolve("copied");
    int before;
    try (var server = EmbeddedMongoServer.start(folder.resolve("running"));
        var client = new MongoTestClient(vertx, server.url())) {
      AtomicInteger acknowledged = new AtomicInteger();
      AtomicBoolean stopped = new AtomicBoolean();
      FutureTask<Void> writes = new FutureTask<>(() -> write(client, acknowledged, stopped));
      new Thread(writes).start();
      while (acknowledged.get() < KEPT + 200) {
        Thread.onSpinWait();
      }

      // when
      before = acknowledged.get();
      String file =
          await(client.client().runCommand("copyStore", JsonObject.of("copyStore", 1)))
              .getString("file");
      stopped.set(true);
      writes.get(30, TimeUnit.SECONDS);

      // then
      try (var zip = new ZipInputStream(Files.newInputStream(Path.of(file)))) {
        zip.getNextEntry();
        EmbeddedMongoServer.restore(copied, zip);
      }
    }
    try (var server = EmbeddedMongoServer.start(copied);
        var client = new MongoTestClient(vertx, server.url())) {
      List<JsonObject> documents =
          await(client.client().findWithOptions("all", new JsonObject(), new FindOptions()));
      assertThat(documents).hasSize(KEPT);
      assertThat(documents).allSatisfy(each -> assertThat(each.getString("data")).isEqualTo(DATA));
      assertThat(documents.stream().mapToInt(each -> each.getInteger("write")).max().orElse(0))
          .isGreaterThanOrEqualTo(before - 1);
    }
  }

  private static Void write(
      MongoTestClient client, AtomicInteger acknowledged, AtomicBoolean stopped) throws Exception {
    for (int i = 0; !stopped.get(); i++) {
      JsonObject document = JsonObject.of("_id", "d" + i % KEPT, "write", i, "data", DATA);
      await(client.client().save("all", document));
      acknowledged.incrementAndGet();
    }
    return null;
  }
}
