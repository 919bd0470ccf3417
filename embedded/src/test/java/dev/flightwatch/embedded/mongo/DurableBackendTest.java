package dev.flightwatch.embedded.mongo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SingleFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableBackendTest {
  @TempDir Path folder;

  @Test
  void responsesShouldNotChangeWhenTheDocumentChangesLater() {
    // given
    var target = new DurableBackend(MVStore.open(null));
    run(target, insert("a"));
    Document response = run(target, new Document("find", "things"));

    // when
    run(target, update("a", new Document("$set", new Document("changed", true))));

    // then
    Document batch = (Document) response.get("cursor");
    assertThat(batch.get("firstBatch")).isEqualTo(List.of(new Document("_id", "a")));
  }

  @Test
  void aWriteShouldBeOneCommitWhenItChangesManyDocuments() {
    // given
    MVStore store = DurableBackend.openStore(folder.resolve("store"));
    var target = new DurableBackend(store);
    run(target, insert("first"));
    long version = store.getCurrentVersion();

    // when
    run(target, insert("a", "b", "c", "d"));

    // then
    assertThat(store.getCurrentVersion()).isEqualTo(version + 1);
    assertThat(store.hasUnsavedChanges()).isFalse();
    target.close();
  }

  @Test
  void aWriteShouldBeAcknowledgedOnlyAfterItIsOnDisk() throws Exception {
    // given
    var file = new HeldFile();
    file.open(folder.resolve("store").toString(), false, null);
    var target = new DurableBackend(new MVStore.Builder().adoptFileStore(file).open());

    // when
    var response = CompletableFuture.supplyAsync(() -> run(target, insert("a")));

    // then
    assertThat(file.syncing.await(30, SECONDS)).isTrue();
    assertThat(response).isNotDone();
    file.released.countDown();
    assertThat(response).succeedsWithin(Duration.ofSeconds(10));
    target.close();
  }

  @Test
  void aCommandShouldGetAnErrorResponseWhenTheServerRejectsIt() {
    // given
    var target = new DurableBackend(MVStore.open(null));

    // when
    Document withCode = run(target, new Document("noSuchCommand", 1));
    Document withoutCode = run(target, new Document("drop", "missing"));

    // then
    assertThat(withCode).containsEntry("ok", 0).containsEntry("codeName", "CommandNotFound");
    assertThat(withoutCode).containsEntry("ok", 0).containsEntry("errmsg", "ns not found");
  }

  /** A file whose sync does not return before it is released. */
  private static final class HeldFile extends SingleFileStore {
    private final CountDownLatch syncing = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    HeldFile() {
      super(new HashMap<>());
    }

    @Override
    public void sync() {
      syncing.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      super.sync();
    }
  }

  private static Document run(DurableBackend backend, Document command) {
    String name = command.keySet().iterator().next();
    return backend.handleCommand(new EmbeddedChannel(), "db", name, command);
  }

  private static Document insert(String... ids) {
    return new Document("insert", "things")
        .append("documents", List.of(ids).stream().map(id -> new Document("_id", id)).toList());
  }

  private static Document update(String id, Document change) {
    Document update = new Document("q", new Document("_id", id)).append("u", change);
    return new Document("update", "things").append("updates", List.of(update));
  }
}
