package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoCommands.createIndex;
import static dev.flightwatch.embedded.mongo.MongoCommands.find;
import static dev.flightwatch.embedded.mongo.MongoCommands.insert;
import static dev.flightwatch.embedded.mongo.MongoCommands.of;
import static dev.flightwatch.embedded.mongo.MongoCommands.results;
import static dev.flightwatch.embedded.mongo.MongoCommands.run;
import static dev.flightwatch.embedded.mongo.MongoCommands.update;
import static dev.flightwatch.embedded.mongo.MongoCommands.writeErrors;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLimitsTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final Document ALL = new Document();

  private final DurableBackend target = new DurableBackend(MVStore.open(null));

  @TempDir Path folder;

  @Test
  void writesShouldBeRejectedWhenAnIndexedFieldHoldsAnArray() {
    // given
    run(target, createIndex("by_a", of("a.b", 1)));
    run(target, insert(of("_id", 1, "a", of("b", 1))));

    // when
    Document inserted = run(target, insert(of("_id", 2, "a", List.of(of("b", 1)))));
    Document updated =
        run(target, update(of("_id", 1), of("$set", of("a.b", List.of(1, 2))), false));

    // then
    assertRejected(writeErrors(inserted).get(0), 16766, "array values");
    assertRejected(writeErrors(updated).get(0), 16766, "path: a.b, index: by_a");
    assertThat(results(run(target, find(ALL, ALL)))).containsExactly(of("_id", 1, "a", of("b", 1)));
  }

  @Test
  void createIndexesShouldBeRejectedWhenADocumentHoldsAnArray() {
    // given
    run(target, insert(of("_id", 1, "a", List.of(1))));

    // when, then
    assertRejected(run(target, createIndex("by_a", of("a", 1))), 16766, "Index build failed");
    run(target, update(of("_id", 1), of("$set", of("a", 1)), false));
    assertThat(run(target, createIndex("by_a", of("a", 1)))).containsEntry("ok", 1.0);
  }

  @Test
  void writesShouldBeRejectedWhenADocumentIsLargerThan16MiB() {
    // given
    run(target, createIndex("by_a", of("a", 1)));
    run(target, insert(of("_id", 1, "a", 1, "data", new BinData(new byte[10 * MEGABYTE]))));
    Document more = of("a", 2, "more", new BinData(new byte[7 * MEGABYTE]));

    // when
    Document updated = run(target, update(of("_id", 1), of("$set", more), false));
    Document inserted =
        run(target, insert(of("_id", 2, "data", new BinData(new byte[17 * MEGABYTE]))));

    // then
    assertRejected(writeErrors(updated).get(0), 10334, "Size must be between 0 and 16777216");
    assertRejected(writeErrors(inserted).get(0), 10334, "BSONObj size");
    assertThat(results(run(target, find(of("a", 1), ALL)))).hasSize(1);
    assertThat(results(run(target, find(of("a", 2), ALL)))).isEmpty();
    assertThat(run(target, of("count", "things"))).containsEntry("n", 1);
  }

  @Test
  void findShouldBeRejectedWhenItSortsMoreThan100MiBWithoutAnIndex() {
    // given
    for (int i = 0; i < 11; i++) {
      run(target, insert(of("_id", i, "a", i, "data", new BinData(new byte[10 * MEGABYTE]))));
    }
    Document sorted = find(ALL, of("a", -1)).append("projection", of("a", 1));

    // when, then
    assertRejected(run(target, sorted), 292, "Sort exceeded memory limit of 104857600 bytes");
    assertThat(results(run(target, sorted.append("limit", 1))))
        .containsExactly(of("_id", 10, "a", 10));
    run(target, createIndex("by_a", of("a", 1)));
    sorted.remove("limit");
    assertThat(results(run(target, sorted))).hasSize(11);
  }

  @Test
  void writesShouldFailAndKeepWhatWasAcknowledgedWhenTheDiskIsFull() {
    // given
    Path path = folder.resolve("store");
    var disk = new Disk();
    var full = new DurableBackend(DurableBackend.openStore(WatchedFile.watch(path, disk)));
    assertThat(run(full, insert(of("_id", 1)))).containsEntry("ok", 1.0);

    // when
    disk.full = true;
    Document write = run(full, insert(of("_id", 2)));
    Document next = run(full, find(ALL, ALL));

    // then
    assertRejected(write, 14031, "no space left on the disk with ");
    assertRejected(next, 14031, "restart");
    full.close();
    var reopened = new DurableBackend(DurableBackend.openStore(path));
    assertThat(results(run(reopened, find(ALL, ALL)))).containsExactly(of("_id", 1));
    reopened.close();
  }

  @Test
  void findShouldNameTheFileWhenADocumentInItIsCorrupt() {
    // given
    Path path = folder.resolve("store");
    var corrupt = new DurableBackend(DurableBackend.openStore(path));
    run(corrupt, insert(of("_id", 1)));
    IndexedDatabase.openDocuments(corrupt.getMvStore(), "db.things").put(1L, new byte[] {9, 9});

    // when, then
    assertRejected(run(corrupt, find(ALL, ALL)), 39, path + " cannot be read or written");
    corrupt.close();
  }

  private static final class Disk implements WatchedFile.Watcher {
    private volatile boolean full;

    @Override
    public void write(long position, byte[] bytes) throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void truncate(long size) {
      // possible on a full disk
    }
  }

  private static void assertRejected(Document error, int code, String message) {
    assertThat(error).containsEntry("code", code);
    assertThat((String) error.get("errmsg")).contains(message);
  }
}
