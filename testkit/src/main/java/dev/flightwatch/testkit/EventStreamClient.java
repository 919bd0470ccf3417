package dev.flightwatch.testkit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A client of Server-Sent Events from a server on this host. Waits fail after 30 seconds. */
public final class EventStreamClient {
  /** A block of the stream: an event, a comment, or a field such as {@code retry}. */
  public record Block(String text) {
    /** Returns the type of an event; empty for other blocks. */
    public String type() {
      return text.startsWith("event: ") ? text.substring(7, text.indexOf('\n')) : "";
    }

    /** Returns the data of an event. */
    public JsonObject data() {
      return new JsonObject(text.substring(text.indexOf("data: ") + 6));
    }
  }

  private final HttpClientResponse response;
  private final BlockingQueue<Block> blocks;
  private final Promise<Boolean> ended = Promise.promise();

  private EventStreamClient(
      HttpClientResponse response, BlockingQueue<Block> blocks, Consumer<Block> listener) {
    this.response = response;
    this.blocks = blocks;
    RecordParser parser =
        RecordParser.newDelimited(
            "\n\n", (Buffer block) -> listener.accept(new Block(block.toString())));
    response.handler(parser).endHandler(v -> ended.tryComplete(true));
    response.exceptionHandler(e -> ended.tryComplete(false));
  }

  /** Returns an HTTP client that keeps any number of streams open. */
  public static HttpClient http(Vertx vertx) {
    return vertx.createHttpClient(
        new HttpClientOptions().setTcpNoDelay(true), new PoolOptions().setHttp1MaxSize(10_000));
  }

  /** Opens a stream; returns when the head of the response has arrived. */
  public static EventStreamClient open(HttpClient http, int port, String uri)
      throws TimeoutException {
    BlockingQueue<Block> blocks = new LinkedBlockingQueue<>();
    return open(http, port, uri, blocks, blocks::add).await(30, TimeUnit.SECONDS);
  }

  /**
   * Opens a stream.
   *
   * @param listener receives each block, on an event loop
   */
  public static Future<EventStreamClient> open(
      HttpClient http, int port, String uri, Consumer<Block> listener) {
    return open(http, port, uri, new LinkedBlockingQueue<>(), listener);
  }

  private static Future<EventStreamClient> open(
      HttpClient http,
      int port,
      String uri,
      BlockingQueue<Block> blocks,
      Consumer<Block> listener) {
    RequestOptions options =
        new RequestOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setMethod(HttpMethod.GET)
            .setURI(uri)
            .putHeader("Accept", "text/event-stream");
    return http.request(options)
        .compose(
            request ->
                request.send().map(response -> new EventStreamClient(response, blocks, listener)));
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.getHeader(name);
  }

  /** Stops reading from the connection. */
  public void pause() {
    response.pause();
  }

  public void resume() {
    response.resume();
  }

  /** Returns the next block. */
  public Block next() throws InterruptedException {
    Block next = blocks.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no event within 30 seconds");
    }
    return next;
  }

  /** Returns whether the stream was ended by the server, rather than broken off. */
  public boolean awaitEnd() throws TimeoutException {
    return ended.future().await(30, TimeUnit.SECONDS);
  }

  /** Disconnects. */
  public void close() {
    response.request().connection().close();
  }
}
