package dev.flightwatch.toolkit.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A response with status 200 whose body is too large to be held in memory. The server asks for the
 * next part of the body when the client has taken the one before, so a response holds one part.
 *
 * <p>A failure of the first part becomes a problem, like that of a complete response. After that,
 * the status has been sent: the server closes the connection without the end of the body, which the
 * client notices, and logs one line.
 *
 * <p>A client that has not taken a part after {@link HttpLimits#requestTimeout} is disconnected.
 * When a client disconnects, or the server is closed, no further part is asked for.
 *
 * @param headers headers, including the content type
 * @param next returns the next part, and empty at the end; called on the event loop of the request,
 *     never before its last future has completed, which may be on any thread. The part is not
 *     changed afterwards, and its size is bounded
 */
public record StreamedResponse(Map<String, String> headers, Supplier<Future<Optional<Buffer>>> next)
    implements OutgoingResponse {}
