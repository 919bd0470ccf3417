package dev.flightwatch.toolkit.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * An event of an {@link EventStream}, encoded once for all clients.
 *
 * @param key what the event is about; while a client does not read, an event replaces an earlier
 *     one with the same key
 * @param bytes the event as it is sent, not changed afterwards
 */
public record ServerSentEvent(String key, Buffer bytes) {
  public ServerSentEvent {
    requireNonNull(key);
    requireNonNull(bytes);
  }

  /**
   * Returns an event whose data is JSON.
   *
   * @param type type of the event, without line breaks
   * @param subject what the events of this type are about, which with the type is the key
   */
  public static ServerSentEvent of(String type, String subject, JsonObject data) {
    // Encoded JSON has no line breaks.
    Buffer bytes = Buffer.buffer("event: " + type + "\ndata: " + data.encode() + "\n\n");
    return new ServerSentEvent(type + ' ' + subject, bytes);
  }
}
