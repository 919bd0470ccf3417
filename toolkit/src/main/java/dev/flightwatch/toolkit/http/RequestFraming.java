package dev.flightwatch.toolkit.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;

/** Where a request ends, and for which host it is. */
final class RequestFraming {
  private static final List<CharSequence> SINGLE =
      List.of(
          HttpHeaders.HOST,
          HttpHeaders.CONTENT_LENGTH,
          HttpHeaders.TRANSFER_ENCODING,
          HttpHeaders.EXPECT);

  private RequestFraming() {}

  /**
   * Returns whether every server finds the same host and end of a request. When it does not, the
   * rest of the connection must not be read. {@link StrictRequestDecoder} has refused what is lost
   * in the decoded headers.
   */
  static boolean isUnambiguous(HttpServerRequest request) {
    MultiMap headers = request.headers();
    for (CharSequence name : SINGLE) {
      if (headers.contains(name) && headers.getAll(name).size() > 1) {
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
    return framed && expects && named && !headers.contains("");
  }
}
