package dev.flightwatch.testkit;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A request whose end or host two servers may read differently, so that one of them takes a part of
 * it for another request. A server must refuse it, and read nothing after it.
 *
 * @param name what is wrong
 * @param bytes the request, followed by another one, which asks for {@link #HIDDEN}
 */
public record AmbiguousRequest(String name, String bytes) {
  /** Part of the path of the hidden request. */
  public static final String HIDDEN = "hidden";

  private static final String SMUGGLED =
      "GET /api/flights/hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String ENDED = "0\r\n\r\n";

  private static Stream<AmbiguousRequest> all(String target, String headers) {
    String line = "POST " + target + " HTTP/1.1\r\n";
    String head = line + "Host: localhost\r\n" + headers;
    return Stream.of(lengths(head), chunks(head), lines(head), names(line, head))
        .flatMap(requests -> requests);
  }

  private static AmbiguousRequest of(String name, String bytes) {
    return new AmbiguousRequest(name, bytes + SMUGGLED);
  }

  private static Stream<AmbiguousRequest> lengths(String head) {
    String length = "Content-Length: 5\r\n";
    return Stream.of(
        of("length, then chunked", head + length + CHUNKED + "\r\n" + ENDED),
        of("chunked, then length", head + CHUNKED + length + "\r\n" + ENDED),
        of("two lengths", head + length + "Content-Length: 2\r\n\r\n{}   "),
        of("the same length twice", head + length + length + "\r\n{}   "),
        of("a list of lengths", head + "Content-Length: 5, 5\r\n\r\n{}   "),
        of("a signed length", head + "Content-Length: +5\r\n\r\n{}   "),
        of("a negative length", head + "Content-Length: -5\r\n\r\n"),
        of("a length that wraps", head + "Content-Length: 18446744073709551621\r\n\r\n{}   "),
        of("a space before the colon", head + "Content-Length : 5\r\n\r\n{}   "));
  }

  private static Stream<AmbiguousRequest> chunks(String head) {
    String chunked = head + CHUNKED + "\r\n";
    return Stream.of(
        of("an unknown coding", head + "Transfer-Encoding: xchunked\r\n\r\n" + ENDED),
        of("two codings", head + "Transfer-Encoding: gzip, chunked\r\n\r\n" + ENDED),
        of("two headers with codings", head + CHUNKED + "Transfer-Encoding: x\r\n\r\n" + ENDED),
        of("a coding in HTTP/1.0", head.replace("HTTP/1.1", "HTTP/1.0") + CHUNKED + "\r\n" + ENDED),
        of("a chunk size that overflows", chunked + "80000002\r\n{}\r\n" + ENDED),
        of("a chunk size that wraps at 32 bits", chunked + "100000002\r\n{}\r\n" + ENDED),
        of("a chunk size that wraps at 64 bits", chunked + "10000000000000002\r\n{}\r\n" + ENDED),
        of("a negative chunk size", chunked + "-2\r\n{}\r\n" + ENDED),
        of("a chunk size with a prefix", chunked + "0x2\r\n{}\r\n" + ENDED),
        of("an empty chunk size", chunked + "\r\n{}\r\n" + ENDED),
        of("a chunk that is longer than its size", chunked + "1\r\n{}\r\n" + ENDED),
        of("a chunk size that ends with LF", chunked + "2\n{}\r\n" + ENDED),
        of("a chunk that ends with LF", chunked + "2\r\n{}\n" + ENDED),
        of("an extension with LF", chunked + "2;a\nb\r\n{}\r\n" + ENDED),
        of("an extension with CR", chunked + "2;a\rb\r\n{}\r\n" + ENDED));
  }

  private static Stream<AmbiguousRequest> lines(String head) {
    String end = "Content-Length: 2\r\n\r\n{}";
    return Stream.of(
        of("a folded header", head + "A: b\r\n c\r\n" + end),
        of("a header folded with a tab", head + "A: b\r\n\tContent-Length: 0\r\n" + end),
        of("a folded coding", head + "Transfer-Encoding:\r\n chunked\r\n\r\n" + ENDED),
        of("a fold before the first header", head.replaceFirst("\r\n", "\r\n ") + end),
        of("a bare LF after a header", head + "A: b\n" + end),
        of("a bare LF after the request line", head.replaceFirst("\r\n", "\n") + end),
        of("a bare LF at the end of the head", head + "Content-Length: 2\r\n\n{}"),
        of("a bare CR in a header", head + "A: b\rContent-Length: 0\r\n" + end),
        of("a bare CR in the request line", head.replaceFirst(" HTTP", "\r HTTP") + end),
        of("a NUL in a header", head + "A: b\u0000c\r\n" + end),
        of("a header without a name", head + ": b\r\n" + end));
  }

  private static Stream<AmbiguousRequest> names(String line, String head) {
    String end = "Content-Length: 2\r\n\r\n{}";
    return Stream.of(
        of("two hosts", head + "Host: evil.example\r\n" + end),
        of("the same host twice", head + "Host: localhost\r\n" + end),
        of("no host", line + head.substring(head.indexOf("localhost") + 11) + end),
        of("a host that is none", head.replace("localhost", "a b") + end),
        of("an unknown expectation", head + "Expect: the unexpected\r\n" + end));
  }

  /**
   * Sends one request of each kind and returns what the server did wrong.
   *
   * @param target of requests with a body
   * @param headers headers that the target needs, each with its line end
   * @param slowly whether each line is sent after a pause, so that the server reads it alone
   */
  public static List<String> mistakes(
      Vertx vertx, URI server, String target, String headers, boolean slowly)
      throws TimeoutException {
    List<String> mistakes = new ArrayList<>();
    for (AmbiguousRequest request : all(target, headers).toList()) {
      mistakes.add(request.mistakeOf(vertx, server, slowly));
    }
    mistakes.removeIf(String::isEmpty);
    return mistakes;
  }

  /** Sends the request and returns what the server did wrong, or an empty text. */
  private String mistakeOf(Vertx vertx, URI server, boolean slowly) throws TimeoutException {
    RawHttpClient client = RawHttpClient.connect(vertx, server);
    String response = (slowly ? client.sendLines(bytes) : client.send(bytes)).awaitClose();
    boolean refused = response.isEmpty() || response.matches("(?s)HTTP/1\\.[01] 400 .*");
    return refused && response.lastIndexOf("HTTP/1.") <= 0 && !response.contains(HIDDEN)
        ? ""
        : name + ": " + response.lines().limit(12).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
