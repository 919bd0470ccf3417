package dev.flightwatch.toolkit.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.ContextInternal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The events that one client receives. A client that does not read holds one pending event per key,
 * and is disconnected after {@link HttpLimits#requestTimeout}.
 */
public final class EventStream {
  /** What Vert.x buffers for a client that does not read. */
  private static final int QUEUE_BYTES = 4_096;

  private final ContextInternal context;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Connections connections;
  private final EventStreamMetrics counts;
  private final Map<String, ServerSentEvent> keyToPending = new LinkedHashMap<>(0);
  private boolean blocked;
  private boolean ended;

  EventStream(
      ContextInternal context,
      HttpServerRequest request,
      Connections connections,
      EventStreamMetrics counts) {
    this.context = context;
    this.request = request;
    this.connections = connections;
    this.counts = counts;
    response = request.response();
    response.setChunked(true).setWriteQueueMaxSize(QUEUE_BYTES).drainHandler(v -> drained());
  }

  /**
   * Sends an event: now, or when the client has read what was sent before. Safe for use by any
   * thread. Does nothing when the stream has ended.
   */
  public void send(ServerSentEvent event) {
    if (context.inThread()) {
      sendOrKeep(event);
    } else {
      context.runOnContext(v -> sendOrKeep(event));
    }
  }

  private void sendOrKeep(ServerSentEvent event) {
    if (blocked && !ended) {
      keyToPending.put(event.key(), event);
    } else if (!ended) {
      write(event);
    }
  }

  private void write(ServerSentEvent event) {
    counts.eventSent();
    write(event.bytes());
  }

  /** Writes bytes unless the client does not read; they are not kept. */
  void write(Buffer bytes) {
    if (ended || blocked) {
      return;
    }
    response.write(bytes);
    if (response.writeQueueFull()) {
      blocked = true;
      connections.partSent(request);
    }
  }

  private void drained() {
    if (!blocked || ended) {
      return;
    }
    blocked = false;
    connections.partTaken(request);
    Iterator<ServerSentEvent> pending = keyToPending.values().iterator();
    while (pending.hasNext() && !blocked) {
      ServerSentEvent next = pending.next();
      pending.remove();
      write(next);
    }
  }

  /** Returns the number of events that wait for the client. */
  int pending() {
    return keyToPending.size();
  }

  /** Ends the response and its connection. */
  void end() {
    connections.endAfter(request);
    response.end();
    stopped();
  }

  /** Sends nothing any more. */
  void stopped() {
    ended = true;
    keyToPending.clear();
  }
}
