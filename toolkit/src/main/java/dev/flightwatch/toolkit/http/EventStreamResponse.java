package dev.flightwatch.toolkit.http;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/**
 * A response with status 200 that stays open and sends Server-Sent Events (HTML Living Standard,
 * 9.2). It ends when the client disconnects or the server begins to close, and does not count as an
 * operation while it is open. More than {@link HttpLimits#maxEventStreams} are refused with 503.
 *
 * @param opened called on the event loop of the request when the stream is open; returns what is
 *     run there, once, when the stream has ended
 */
public record EventStreamResponse(Function<EventStream, Runnable> opened)
    implements OutgoingResponse {
  public EventStreamResponse {
    requireNonNull(opened);
  }
}
