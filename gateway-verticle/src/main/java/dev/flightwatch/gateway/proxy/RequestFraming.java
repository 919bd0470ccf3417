package dev.flightwatch.gateway.proxy;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** Where a request begins and ends, and for which host it is. */
public final class RequestFraming {
  private static final List<CharSequence> SINGLE =
      List.of(
          HttpHeaders.HOST,
          HttpHeaders.CONTENT_LENGTH,
          HttpHeaders.TRANSFER_ENCODING,
          HttpHeaders.AUTHORIZATION,
          HttpHeaders.EXPECT);

  private RequestFraming() {}

  /**
   * Returns whether every server finds the same host, credentials and end of a request. When it
   * does not, the rest of the connection must not be read.
   */
  public static boolean isUnambiguous(HttpServerRequest request) {
    MultiMap headers = request.headers();
    for (CharSequence name : SINGLE) {
      if (headers.getAll(name).size() > 1) {
        return false;
      }
    }
    boolean old = request.version() == HttpVersion.HTTP_1_0;
    String coding = headers.get(HttpHeaders.TRANSFER_ENCODING);
    boolean framed =
        coding == null
            || coding.equals("chunked") && !old && !headers.contains(HttpHeaders.CONTENT_LENGTH);
    String expected = headers.get(HttpHeaders.EXPECT);
    boolean expects = expected == null || expected.equalsIgnoreCase("100-continue");
    boolean named = headers.contains(HttpHeaders.HOST) ? request.authority() != null : old;
    return framed && expects && named;
  }

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
    request.exceptionHandler(broken -> read.tryFail(malformed()));
    if (request.headers().contains(HttpHeaders.EXPECT)) {
      request.response().writeContinue();
    }
    request.resume();
    return read.future();
  }

  private static ServiceException malformed() {
    return ServiceException.of(
        ErrorKind.INVALID, "malformed_request", "The request is not well-formed HTTP.");
  }

  private static ServiceException tooLarge(int limit) {
    return ServiceException.of(
        ErrorKind.TOO_LARGE, "body_too_large", "The body may have at most " + limit + " bytes.");
  }
}
