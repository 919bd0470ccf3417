package dev.flightwatch.bench.load;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Encodes HTTP requests. */
public final class HttpRequests {
  /** A server on this machine. */
  public static final URI LOCAL = URI.create("http://127.0.0.1");

  private HttpRequests() {}

  /** Returns the same request each time. */
  public static Supplier<Buffer> get(String path) {
    return get(LOCAL, path);
  }

  /**
   * Returns the same request each time.
   *
   * @param server the URL that the path is appended to
   */
  public static Supplier<Buffer> get(URI server, String path) {
    Buffer request = Buffer.buffer(head("GET", server, path) + "\r\n");
    return () -> request;
  }

  /** Returns the same request with a header each time. */
  public static Supplier<Buffer> get(String path, String header) {
    Buffer request = Buffer.buffer(head("GET", LOCAL, path) + header + "\r\n\r\n");
    return () -> request;
  }

  /** Returns the requests in turn, repeatedly. */
  public static Supplier<Buffer> roundRobin(List<Buffer> requests) {
    AtomicInteger next = new AtomicInteger();
    return () -> requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
  }

  /**
   * Returns a request with a JSON body and a request id.
   *
   * @param server the URL that the path is appended to
   */
  public static Buffer post(URI server, String path, String requestId, String json) {
    return Buffer.buffer(
        "%sContent-Type: application/json\r\nRequest-ID: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(head("POST", server, path), requestId, Buffer.buffer(json).length(), json));
  }

  private static String head(String method, URI server, String path) {
    return "%s %s%s HTTP/1.1\r\nHost: %s\r\n"
        .formatted(method, server.getRawPath(), path, server.getRawAuthority());
  }
}
