package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.Fault;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;

/**
 * The body of one answer, up to a size. Too large, or no longer wanted, it takes nothing more: then
 * the connection falls idle and is closed, which else would be drained for as long as the server
 * sends.
 */
final class BoundedBody implements BodyCodec<Buffer>, BodyStream<Buffer> {

  private final int maxBytes;
  private final Buffer bytes = Buffer.buffer();
  private final Promise<Buffer> whole = Promise.promise();
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
      whole.tryFail(new Fault("OpenSky's answer is larger than " + maxBytes + " bytes"));
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
    whole.tryComplete(bytes);
    return Future.succeededFuture();
  }

  /** Fails with Fault as soon as the answer is too large. */
  @Override
  public Future<Buffer> result() {
    return whole.future();
  }

  @Override
  public void handle(Throwable cause) {
    whole.tryFail(cause);
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
