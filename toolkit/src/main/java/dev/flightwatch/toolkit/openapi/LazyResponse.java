package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.http.Gzip;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** An answer that is made when it is first asked for, and kept. Belongs to one event loop. */
final class LazyResponse {
  private final Supplier<Future<Response>> making;
  private Future<Response> made;

  LazyResponse(Supplier<Future<Response>> making) {
    this.making = making;
  }

  Future<Response> get() {
    if (made == null || made.failed()) {
      made = making.get();
    }
    return made;
  }

  /** The same for callers who take gzip; packed once, and not on the event loop. */
  LazyResponse packed(Vertx vertx) {
    return new LazyResponse(
        () -> get().compose(answer -> vertx.executeBlocking(() -> packed(answer))));
  }

  private static Response packed(Response answer) {
    return new Response(answer.status(), Gzip.tightly(answer.body()), answer.headers())
        .withHeader("Content-Encoding", Gzip.NAME)
        .tagged();
  }
}
