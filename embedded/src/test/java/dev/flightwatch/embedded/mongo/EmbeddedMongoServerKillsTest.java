package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoCommands.COLLECTION;
import static dev.flightwatch.embedded.mongo.MongoTestClient.await;
import static dev.flightwatch.embedded.mongo.MongoTestClient.json;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flightwatch.testkit.ServerProcess;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server while it writes, again and again on the same data. */
@Tag("chaos")
@ExtendWith(VertxExtension.class)
class EmbeddedMongoServerKillsTest {
  private static final double SCALE = Double.parseDouble(System.getProperty("chaos.scale", "1"));
  private static final int KILLS = Math.max(1, (int) (50 * SCALE));
  private static final int WRITERS = 4;
  private static final int DOCUMENTS_PER_COMMAND = 20;
  private static final int KEPT_COMMANDS = 10;
  private static final int MAX_RESPONSES = 100;

  @TempDir Path folder;

  private final Random random = new Random(Long.getLong("chaos.seed", 0));
  private final List<Writer> writers = IntStream.range(0, WRITERS).mapToObj(Writer::new).toList();

  @Test
  void acknowledgedWritesAndIndexesShouldSurviveWhenTheServerIsKilled(Vertx vertx)
      throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      // when
      try (var process = ServerProcess.start(MongoProcess.class, folder);
          var client =
              new MongoTestClient(vertx, process.url() + "?serverSelectionTimeoutMS=5000")) {
        JsonObject key = json("{'writer':1,'number':-1}");
        await(client.client().createIndex(COLLECTION, key));
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        CountDownLatch responses = new CountDownLatch(1 + random.nextInt(MAX_RESPONSES));
        writers.forEach(writer -> threads.execute(() -> writer.write(client.client(), responses)));
        threads.shutdown();
        assertThat(responses.await(60, SECONDS)).isTrue();
        process.kill();
        assertThat(threads.awaitTermination(60, SECONDS)).isTrue();
      }

      // then
      var backend = new DurableBackend(DurableBackend.openStore(folder.resolve("mongo.mvstore")));
      IndexAssert.assertIndexesAgree(backend, "flight_db");
      backend.close();
      try (var server = EmbeddedMongoServer.start(folder);
          var client = new MongoTestClient(vertx, server.url())) {
        for (Writer writer : writers) {
          writer.verify(client.client());
        }
      }
    }
    assertThat(writers).allMatch(writer -> writer.next > KILLS);
  }

  /** Inserts documents and deletes older ones, each in one command. */
  private static final class Writer {
    private final int number;
    private int next;
    private final Set<Integer> unknown = new HashSet<>(); // sent, but not acknowledged
    private int deleted = -1;
    private Exception end;

    Writer(int number) {
      this.number = number;
    }

    /** Writes until the server is gone. */
    void write(MongoClient client, CountDownLatch responses) {
      try {
        while (true) {
          int command = next++;
          unknown.add(command);
          JsonObject response = await(client.runCommand("insert", insert(command)));
          assertThat(response.getJsonArray("writeErrors")).isNull();
          unknown.remove(command);
          responses.countDown();
          await(client.removeDocuments(COLLECTION, upTo(command - KEPT_COMMANDS)));
          deleted = command - KEPT_COMMANDS;
        }
      } catch (Exception e) {
        end = e; // the server is gone
      }
    }

    private JsonObject insert(int command) {
      JsonArray documents = new JsonArray();
      for (int i = 0; i < DOCUMENTS_PER_COMMAND; i++) {
        documents.add(
            json("{'writer':%d,'number':%d}".formatted(number, command))
                .put("_id", "%d-%d-%d".formatted(number, command, i)));
      }
      return new JsonObject().put("insert", COLLECTION).put("documents", documents);
    }

    private JsonObject upTo(int command) {
      return json("{'writer':%d,'number':{'$lte':%d}}".formatted(number, command));
    }

    void verify(MongoClient client) throws TimeoutException {
      for (int command = Math.max(0, deleted - 1); command < next; command++) {
        JsonObject query = json("{'writer':%d,'number':%d}".formatted(number, command));
        long count = await(client.count(COLLECTION, query));
        assertThat(count).as("command %d of writer %s", command, this).isIn(allowed(command));
      }
    }

    @Override
    public String toString() {
      return "%d: unknown %s, deleted %d, next %d, %s"
          .formatted(number, unknown, deleted, next, end);
    }

    private List<Long> allowed(int command) {
      long all = DOCUMENTS_PER_COMMAND;
      if (command <= deleted) {
        return List.of(0L);
      }
      boolean mayBeDeleted = command < next - KEPT_COMMANDS;
      return mayBeDeleted || unknown.contains(command) ? List.of(0L, all) : List.of(all);
    }
  }
}
