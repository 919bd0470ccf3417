package dev.flightwatch.toolkit.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;

/**
 * The body of a response that is piped from elsewhere. A pipe pauses its source while the client
 * does not read, which counts as waiting for the client.
 */
record ForwardedBody(HttpServerRequest request, Connections connections, ReadStream<Buffer> source)
    implements ReadStream<Buffer> {
  @Override
  public ReadStream<Buffer> pause() {
    connections.partSent(request);
    source.pause();
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    connections.partTaken(request);
    source.resume();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    source.fetch(amount);
    return this;
  }

  @Override
  public ReadStream<Buffer> handler(Handler<Buffer> handler) {
    source.handler(handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(Handler<Void> handler) {
    source.endHandler(handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    source.exceptionHandler(handler);
    return this;
  }
}
