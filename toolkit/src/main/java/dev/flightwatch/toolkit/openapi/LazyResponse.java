package dev.flightwatch.toolkit.openapi;

import dev.flightwatch.toolkit.http.Gzip;
import dev.flightwatch.toolkit.http.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** A response that is created at its first use and then kept. Belongs to one event loop. */
final class LazyResponse {
  private final Supplier<Future<Response>> factory;
  private Future<Response> response;

  LazyResponse(Supplier<Future<Response>> factory) {
    this.factory = factory;
  }

  Future<Response> get() {
    if (response == null || response.failed()) {
      response = factory.get();
    }
    return response;
  }

  /** Returns this response compressed with gzip; it is compressed once, on a worker thread. */
  LazyResponse gzipped(Vertx vertx) {
    return new LazyResponse(() -> get().compose(plain -> vertx.executeBlocking(() -> gzip(plain))));
  }

  private static Response gzip(Response plain) {
    return new Response(plain.status(), Gzip.compressBest(plain.body()), plain.headers())
        .withHeader("Content-Encoding", Gzip.NAME)
        .tagged();
  }
}
