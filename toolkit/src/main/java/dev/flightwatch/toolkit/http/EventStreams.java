package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The open event streams of a server, all on one event loop. */
final class EventStreams {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "text/event-stream",
          "Cache-Control", "no-store",
          "X-Accel-Buffering", "no");

  /** Clients wait this long before they connect again. */
  private static final String RETRY = "retry: 3000\n";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Connections connections;
  private final Clients clients;
  private final EventStreamMetrics counts;
  private final int maxStreams;
  private final Duration heartbeatInterval;
  private final Buffer heartbeat;
  private final Clock clock;
  private final Map<EventStream, Runnable> streamToEnd = new HashMap<>();
  private Instant lastHeartbeat;
  private boolean ended;

  EventStreams(
      Connections connections,
      Clients clients,
      EventStreamMetrics counts,
      HttpLimits limits,
      Clock clock) {
    this.connections = connections;
    this.clients = clients;
    this.counts = counts;
    maxStreams = limits.maxEventStreams();
    heartbeatInterval = limits.heartbeatInterval();
    JsonObject interval = JsonObject.of("interval_seconds", heartbeatInterval.toSeconds());
    heartbeat = ServerSentEvent.of("heartbeat", "", interval).bytes();
    this.clock = clock;
    lastHeartbeat = clock.instant();
  }

  /**
   * Opens a stream; completes when it is open.
   *
   * @param addHeaders adds headers to the response
   */
  Future<Void> open(
      HttpServerRequest request,
      EventStreamResponse response,
      Consumer<Map<String, String>> addHeaders) {
    if (ended) {
      return Future.failedFuture(stopping());
    }
    if (request.method() == HttpMethod.HEAD) {
      addHeaders.accept(HEADERS);
      return request.response().end();
    }
    return clients
        .openEventStream(request)
        .compose(
            closed -> {
              if (counts.tryOpen(maxStreams)) {
                begin(request, response, addHeaders, closed);
                return Future.succeededFuture();
              }
              closed.run();
              return Future.failedFuture(tooMany());
            });
  }

  private void begin(
      HttpServerRequest request,
      EventStreamResponse response,
      Consumer<Map<String, String>> addHeaders,
      Runnable closed) {
    addHeaders.accept(HEADERS);
    ContextInternal context = (ContextInternal) Vertx.currentContext();
    EventStream stream = new EventStream(context.unwrap(), request, connections, counts);
    stream.write(Buffer.buffer(RETRY).appendBuffer(heartbeat));
    streamToEnd.put(stream, closed);
    request.response().closeHandler(v -> ended(stream));
    Runnable end = response.opened().apply(stream);
    streamToEnd.put(
        stream,
        () -> {
          closed.run();
          end.run();
        });
    if (request.response().closed()) {
      ended(stream);
    }
  }

  private static ServiceException stopping() {
    return ServiceException.of(
        ErrorKind.UNAVAILABLE, "stopping", "The server is stopping; connect again.");
  }

  private static ServiceException tooMany() {
    return ServiceException.of(
            ErrorKind.OVERLOADED, "too_many_streams", "Too many streams are open; try again later.")
        .withRetryAfter(RETRY_AFTER);
  }

  private void ended(EventStream stream) {
    Runnable end = streamToEnd.remove(stream);
    if (end != null) {
      stream.stopped();
      counts.closed();
      end.run();
    }
  }

  /** Sends a heartbeat to all clients when it is time for it; to be called periodically. */
  void sendHeartbeats() {
    Instant now = clock.instant();
    if (!now.isBefore(lastHeartbeat.plus(heartbeatInterval))) {
      lastHeartbeat = now;
      List.copyOf(streamToEnd.keySet()).forEach(stream -> stream.write(heartbeat));
    }
  }

  /** Ends all streams, and refuses others. */
  void endAll() {
    ended = true;
    for (EventStream stream : List.copyOf(streamToEnd.keySet())) {
      stream.end();
      ended(stream);
    }
  }
}
