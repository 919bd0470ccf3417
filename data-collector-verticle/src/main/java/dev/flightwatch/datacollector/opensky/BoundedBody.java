package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.CallFailed;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * The body of one response, up to a maximum size. When the body is too large or the call has ended,
 * it reads no more, so that the connection becomes idle and is closed; otherwise the client would
 * read for as long as the server sends.
 */
final class BoundedBody implements BodyCodec<Buffer>, BodyStream<Buffer> {

  private final int maxBytes;
  private final Buffer bytes = Buffer.buffer();
  private final Promise<Buffer> complete = Promise.promise();
  private volatile boolean closed;

  BoundedBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  void close() {
    closed = true;
  }

  @Override
  public BodyStream<Buffer> stream() {
    return this;
  }

  @Override
  public Future<Void> write(Buffer data) {
    if (!closed && bytes.length() + data.length() > maxBytes) {
      closed = true;
      complete.tryFail(new CallFailed("OpenSky's response is larger than " + maxBytes + " bytes"));
    }
    if (!closed) {
      bytes.appendBuffer(data);
    }
    return Future.succeededFuture();
  }

  @Override
  public boolean writeQueueFull() {
    return closed;
  }

  @Override
  public Future<Void> end() {
    complete.tryComplete(bytes);
    return Future.succeededFuture();
  }

  /** Fails with {@link CallFailed} as soon as the body is too large. */
  @Override
  public Future<Buffer> result() {
    return complete.future();
  }

  @Override
  public void handle(Throwable cause) {
    complete.tryFail(cause);
  }

  @Override
  public BoundedBody exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public BoundedBody setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
    return this;
  }
}
