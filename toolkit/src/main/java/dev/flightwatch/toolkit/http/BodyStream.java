package dev.flightwatch.toolkit.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes the body of one streamed response, on the event loop that created it. */
final class BodyStream {
  private final HttpServerRequest request;
  private final Connections connections;
  private final Supplier<Future<Optional<Buffer>>> source;
  private final ContextInternal context = (ContextInternal) Vertx.currentContext();
  private final Promise<Void> done = context.promise();

  BodyStream(
      HttpServerRequest request,
      Connections connections,
      Supplier<Future<Optional<Buffer>>> source) {
    this.request = request;
    this.connections = connections;
    this.source = source;
  }

  /** Asks for the next part; completes on the event loop. */
  Future<Optional<Buffer>> next() {
    Promise<Optional<Buffer>> part = context.promise();
    Future.succeededFuture()
        .compose(v -> requireNonNull(source.get(), "a streamed response returned no future"))
        .onComplete(part);
    return part.future();
  }

  /**
   * Writes a part and all that follow; for empty, the end.
   *
   * @return completes when the body has ended or the client has disconnected; fails when the source
   *     does
   */
  Future<Void> write(Optional<Buffer> part) {
    return proceed(part).compose(v -> done.future());
  }

  /** Writes a part, or the end; what it returns has completed, so that it holds nothing. */
  private Future<Void> proceed(Optional<Buffer> part) {
    if (part.isEmpty()) {
      end();
    } else {
      connections.partSent(request);
      // Fails when the client has left.
      request.response().write(part.get()).onComplete(sent -> taken(sent.succeeded()));
    }
    return Future.succeededFuture();
  }

  private void taken(boolean byClient) {
    connections.partTaken(request);
    if (byClient) {
      next().compose(this::proceed).onFailure(done::tryFail);
    } else {
      done.tryComplete();
    }
  }

  private void end() {
    request.response().end();
    connections.responded(request, false);
    if (request.version() == HttpVersion.HTTP_1_0) {
      // There are no chunks, so the end of the connection is the end of the body.
      request.connection().close();
    }
    done.tryComplete();
  }
}
