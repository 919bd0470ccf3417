package dev.flightwatch.example;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.CopyOptions;
import io.vertx.core.file.FileSystem;

/** The counts, in one file per page. It is the only writer of its folder. */
final class VisitStore {
  private static final CopyOptions REPLACE =
      new CopyOptions().setReplaceExisting(true).setAtomicMove(true);

  private final FileSystem files;
  private final String folder;
  private Future<Long> last = Future.succeededFuture();

  VisitStore(FileSystem files, String folder) {
    this.files = files;
    this.folder = folder;
  }

  /** Counts a visit after all earlier ones, and returns the number of visits to the page. */
  Future<Long> count(String page) {
    String file = folder + "/" + page;
    last = last.transform(earlier -> read(file)).compose(count -> write(file, count + 1));
    return last;
  }

  private Future<Long> read(String file) {
    return files
        .exists(file)
        .compose(
            exists ->
                exists
                    ? files.readFile(file).map(text -> Long.valueOf(text.toString()))
                    : Future.succeededFuture(0L));
  }

  private Future<Long> write(String file, long count) {
    return files
        .writeFile(file + ".new", Buffer.buffer(Long.toString(count)))
        .compose(v -> files.move(file + ".new", file, REPLACE))
        .map(count);
  }

  /** Creates the folder if necessary; fails when that is impossible. */
  Future<Void> check() {
    return files.mkdirs(folder);
  }
}
