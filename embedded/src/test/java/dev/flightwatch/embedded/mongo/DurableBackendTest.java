package dev.flightwatch.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableBackendTest {
  @TempDir Path folder;

  @Test
  void answersShouldStayAsTheyWereWhenTheDocumentChanges() {
    // given
    var target = new DurableBackend(MVStore.open(null));
    run(target, insert("a"));
    Document answer = run(target, new Document("find", "things"));

    // when
    run(target, update("a", new Document("$set", new Document("changed", true))));

    // then
    Document batch = (Document) answer.get("cursor");
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
