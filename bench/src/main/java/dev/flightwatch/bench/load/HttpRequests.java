package dev.flightwatch.bench.load;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Encodes HTTP requests. */
public final class HttpRequests {
  private HttpRequests() {}

  /** Returns the same request each time. */
  public static Supplier<Buffer> get(String path) {
    Buffer request = Buffer.buffer("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    return () -> request;
  }

  /** Returns the requests in turn, repeatedly. */
  public static Supplier<Buffer> roundRobin(List<Buffer> requests) {
    AtomicInteger next = new AtomicInteger();
    return () -> requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
  }

  /** Returns a request with a JSON body and a request id. */
  public static Buffer post(String path, String requestId, String json) {
    return Buffer.buffer(
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nRequest-ID: %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, requestId, Buffer.buffer(json).length(), json));
  }
}
