package dev.flightwatch.gateway.proxy;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.http.ResponseWriter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** The body of a request that is forwarded. */
final class RequestBody {
  private RequestBody() {}

  /**
   * Reads the body of a paused request. It is complete before a connection to a service is used, so
   * a slow client occupies none.
   *
   * @param limit most bytes; fails with TOO_LARGE for more
   */
  static Future<Buffer> read(HttpServerRequest request, int limit) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      request.resume();
      return Future.succeededFuture(Buffer.buffer());
    }
    // A number: Netty has refused any other length.
    if (length != null && Long.parseLong(length) > limit) {
      request.resume();
      return Future.failedFuture(tooLarge(limit));
    }
    Promise<Buffer> read = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() + part.length() > limit) {
            read.tryFail(tooLarge(limit));
          } else {
            body.appendBuffer(part);
          }
        });
    request.endHandler(ended -> read.tryComplete(body));
    request.exceptionHandler(broken -> read.tryFail(ResponseWriter.malformedRequest()));
    if (request.headers().contains(HttpHeaders.EXPECT)) {
      request.response().writeContinue();
    }
    request.resume();
    return read.future();
  }

  private static ServiceException tooLarge(int limit) {
    return ServiceException.of(
        ErrorKind.TOO_LARGE, "body_too_large", "The body may have at most " + limit + " bytes.");
  }
}
