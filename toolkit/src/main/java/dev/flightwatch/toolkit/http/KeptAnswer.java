package dev.flightwatch.toolkit.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** An answer that is made when it is first asked for, and kept. Belongs to one event loop. */
final class KeptAnswer {
  private final Supplier<Future<Answer>> making;
  private Future<Answer> made;

  KeptAnswer(Supplier<Future<Answer>> making) {
    this.making = making;
  }

  Future<Answer> get() {
    if (made == null || made.failed()) {
      made = making.get();
    }
    return made;
  }

  /** The same for callers who take gzip; packed once, and not on the event loop. */
  KeptAnswer packed(Vertx vertx) {
    return new KeptAnswer(
        () -> get().compose(answer -> vertx.executeBlocking(() -> packed(answer))));
  }

  private static Answer packed(Answer answer) {
    return new Answer(answer.status(), Gzip.tightly(answer.body()), answer.headers())
        .withHeader("Content-Encoding", Gzip.NAME)
        .tagged();
  }
}
