package dev.flightwatch.embedded.mongo;

import static dev.flightwatch.embedded.mongo.MongoCommands.createIndex;
import static dev.flightwatch.embedded.mongo.MongoCommands.delete;
import static dev.flightwatch.embedded.mongo.MongoCommands.find;
import static dev.flightwatch.embedded.mongo.MongoCommands.insert;
import static dev.flightwatch.embedded.mongo.MongoCommands.of;
import static dev.flightwatch.embedded.mongo.MongoCommands.results;
import static dev.flightwatch.embedded.mongo.MongoCommands.run;
import static dev.flightwatch.embedded.mongo.MongoCommands.update;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts the file of a store off at each of its writes, between two and within one. */
class TornFileTest {
  private static final int COMMANDS = 60;
  private static final long SEED = 3;

  @TempDir Path folder;

  private final List<byte[]> images = new ArrayList<>();
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private byte[] image = {};

  /**
   * What all documents were after a command.
   *
   * @param images how many images of the file were taken before
   */
  private record Acknowledged(int images, List<Document> documents) {}

  @Test
  void storeShouldHaveWholeCommandsAndTheirIndexEntriesWhenItsFileIsCutOff() throws Exception {
    // given
    runCommands();
    assertThat(images.size()).isGreaterThan(COMMANDS);

    for (int i = acknowledged.get(0).images; i < images.size(); i++) {
      // when
      Path file = Files.write(folder.resolve("cut"), images.get(i));
      MVStore store = DurableBackend.openStore(file);
      DurableBackend target = new DurableBackend(store);

      // then
      assertThat(documents(target)).as("image %d", i).isIn(possible(i));
      IndexAssert.assertIndexesAgree(target, "db");
      store.closeImmediately();
    }
  }

  private void runCommands() {
    Path file = WatchedFile.watch(folder.resolve("store"), new Images());
    var target = new DurableBackend(DurableBackend.openStore(file));
    RandomQueries random = new RandomQueries(SEED);
    run(target, createIndex("a", of("a", 1)));
    acknowledge(target);
    for (int i = 0; i < COMMANDS; i++) {
      assertThat(run(target, command(i, random))).containsEntry("ok", 1.0);
      acknowledge(target);
    }
    target.close();
  }

  private static Document command(int number, RandomQueries random) {
    return switch (number % 6) {
      case 0 -> createIndex("index" + number, of(number % 4 == 0 ? "b" : "c", 1, "a", -1));
      case 1 -> update(random.filter(), random.update(), true);
      case 2 -> delete(of("_id", random.someId()));
      case 3 -> insert(random.document());
      default -> insert(random.document(), random.document(), random.document());
    };
  }

  private void acknowledge(DurableBackend target) {
    acknowledged.add(new Acknowledged(images.size(), documents(target)));
  }

  private static List<Document> documents(DurableBackend target) {
    return results(run(target, find(of(), of("_id", 1))));
  }

  /** The state after the last acknowledged command, and that after the next one. */
  private List<List<Document>> possible(int image) {
    return IntStream.range(0, acknowledged.size())
        .filter(
            i ->
                (i + 1 == acknowledged.size() || acknowledged.get(i + 1).images > image)
                    && (i == 0 || acknowledged.get(i - 1).images <= image))
        .mapToObj(i -> acknowledged.get(i).documents)
        .toList();
  }

  /** Takes an image of the file after each write, and one with its first half only. */
  private final class Images implements WatchedFile.Watcher {
    @Override
    public void write(long position, byte[] bytes) throws IOException {
      images.add(written((int) position, Arrays.copyOf(bytes, bytes.length / 2)));
      image = written((int) position, bytes);
      images.add(image);
    }

    private byte[] written(int position, byte[] bytes) {
      byte[] next = Arrays.copyOf(image, Math.max(image.length, position + bytes.length));
      System.arraycopy(bytes, 0, next, position, bytes.length);
      return next;
    }

    @Override
    public void truncate(long size) {
      image = Arrays.copyOf(image, (int) size);
      images.add(image);
    }
  }
}
