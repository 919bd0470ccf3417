package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.limit.ConcurrencyLimit;
import dev.flightwatch.toolkit.log.Correlation;
import dev.flightwatch.toolkit.metrics.ShedMetrics;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the responses of a server, and failures as problem+json. Belongs to one event loop. */
public final class ResponseWriter {
  private static final Logger log = LoggerFactory.getLogger(ResponseWriter.class);
  private static final CharSequence CORRELATION = HttpHeaders.createOptimized(Correlation.HEADER);
  private static final CharSequence SNIFFING =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence REFERRER_POLICY =
      HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private static final int MAX_UNCOMPRESSED_BYTES = 1_024;

  private final Connections connections;
  private final Clients clients;
  private final ShedMetrics shed;
  private final ConcurrencyLimit streams;
  private final EventStreams eventStreams;

  /**
   * @param metrics counts requests that are refused because too many are in flight
   */
  ResponseWriter(
      HttpLimits limits,
      Connections connections,
      Clients clients,
      EventStreams eventStreams,
      ShedMetrics metrics) {
    this.connections = connections;
    this.clients = clients;
    this.eventStreams = eventStreams;
    shed = metrics;
    streams = new ConcurrencyLimit(limits::maxStreams, ResponseWriter::tooManyStreams);
  }

  /** Returns the failure for a request that is not well-formed HTTP. */
  public static ServiceException malformedRequest() {
    return ServiceException.of(
        ErrorKind.INVALID, "malformed_request", "The request is not well-formed HTTP.");
  }

  /** Returns the failure for a path that no resource has. */
  public static ServiceException unknownPath() {
    return ServiceException.of(ErrorKind.NOT_FOUND, "unknown_path", "No resource has this path.");
  }

  /** Returns the failure for a method that the path does not have, and adds {@code Allow}. */
  public static ServiceException methodNotAllowed(HttpServerRequest request, String allowed) {
    request.response().putHeader(HttpHeaders.ALLOW, allowed);
    return ServiceException.of(
        ErrorKind.METHOD_NOT_ALLOWED, "method_not_allowed", "Use " + allowed + " here.");
  }

  private static ServiceException tooManyStreams() {
    return ServiceException.of(
        ErrorKind.OVERLOADED,
        "overloaded",
        "Too many streamed responses at once; try again in a moment.");
  }

  /** Sets the headers of every response, among them the correlation id. */
  static void begin(HttpServerRequest request) {
    String id = Correlation.adopt(request.getHeader(CORRELATION));
    request
        .response()
        .putHeader(CORRELATION, id)
        .putHeader(SNIFFING, NOSNIFF)
        .putHeader(REFERRER_POLICY, SAME_ORIGIN);
  }

  /**
   * Writes a response; fails when the connection closes before all of it is sent, and with the
   * failure of a streamed response. A stream of events completes when it is open.
   */
  public Future<Void> send(HttpServerRequest request, OutgoingResponse response) {
    if (response instanceof EventStreamResponse events) {
      return eventStreams.open(request, events, headers -> addHeaders(request, headers));
    }
    return response instanceof StreamedResponse streamed
        ? clients
            .openStream(request)
            .compose(
                ended ->
                    streams.run(() -> stream(request, streamed)).onComplete(done -> ended.run()))
        : send(request, (Response) response);
  }

  private Future<Void> send(HttpServerRequest request, Response response) {
    HttpServerResponse out = request.response().setStatusCode(response.status());
    boolean unreadBody = response.status() == 413 && !request.isEnded();
    if (unreadBody) {
      out.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    addHeaders(request, response.headers());
    Future<Void> sent = end(request, response);
    connections.responded(request, unreadBody);
    return sent;
  }

  private void addHeaders(HttpServerRequest request, Map<String, String> headers) {
    HttpServerResponse out = request.response();
    headers.forEach(out::putHeader);
    if (!out.headers().contains(HttpHeaders.CACHE_CONTROL)) {
      out.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
    endConnectionWhenDraining(request);
  }

  private void endConnectionWhenDraining(HttpServerRequest request) {
    if (connections.isDraining()) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      connections.endAfter(request);
    }
  }

  /**
   * Prepares a response whose head and body are forwarded from another server. While this server
   * closes, the response ends its connection; a client that does not read it is disconnected.
   *
   * @param body the body of the other server
   * @return the body to pipe to the response
   */
  public ReadStream<Buffer> forward(HttpServerRequest request, ReadStream<Buffer> body) {
    endConnectionWhenDraining(request);
    request.response().endHandler(ended -> connections.responded(request, false));
    return new ForwardedBody(request, connections, body);
  }

  /** Sends nothing before there is a first part: until then a failure can become a problem. */
  private Future<Void> stream(HttpServerRequest request, StreamedResponse response) {
    BodyStream body = new BodyStream(request, connections, response.next());
    return body.next()
        .compose(
            first -> {
              addHeaders(request, response.headers());
              if (request.method() == HttpMethod.HEAD) {
                return body.write(Optional.empty());
              }
              request.response().setChunked(true);
              return body.write(first);
            });
  }

  /** Writes headers and body; no body for HEAD, and 304 when the client already has the body. */
  private static Future<Void> end(HttpServerRequest request, Response response) {
    HttpServerResponse out = request.response();
    boolean compressed = isCompressed(request, response);
    String tag = response.headers().get(Response.TAG);
    if (tag != null && compressed) {
      // The bytes differ from those of the plain body (RFC 9110, 8.8.3.3).
      out.putHeader(HttpHeaders.ETAG, "W/" + tag);
    }
    if (tag != null && isUnchanged(request, response.status(), tag)) {
      out.headers().remove(HttpHeaders.CONTENT_TYPE);
      return out.setStatusCode(304).end();
    }
    if (compressed) {
      out.putHeader(HttpHeaders.CONTENT_ENCODING, Gzip.NAME);
    }
    if (request.method() != HttpMethod.HEAD) {
      return out.end(compressed ? Gzip.compress(response.body()) : response.body());
    }
    if (!compressed) {
      out.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(response.body().length()));
    }
    return out.end();
  }

  /** Whether to compress the body: not when it fits in a packet, or is encoded already. */
  private static boolean isCompressed(HttpServerRequest request, Response response) {
    boolean encoded = response.headers().containsKey("Content-Encoding");
    if (!encoded && response.body().length() <= MAX_UNCOMPRESSED_BYTES) {
      return false;
    }
    request.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return !encoded && Gzip.isAcceptedBy(request);
  }

  private static boolean isUnchanged(HttpServerRequest request, int status, String tag) {
    boolean read = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    return read
        && status == 200
        && request.headers().contains(HttpHeaders.IF_NONE_MATCH)
        && EntityTag.isIn(tag, request.headers().getAll(HttpHeaders.IF_NONE_MATCH));
  }

  /** Writes a failure as a problem, and logs it when the service caused it. */
  public void fail(HttpServerRequest request, ServiceException failure) {
    fail(request, Problem.status(failure.kind()), failure);
  }

  /** Writes a failure under a status that may be another than that of its {@link ErrorKind}. */
  void fail(HttpServerRequest request, int status, ServiceException failure) {
    if (request.response().ended() || request.response().closed()) {
      log.debug("The client closed the connection before the response to {}", request.method());
      return;
    }
    if (request.response().headWritten()) {
      logBrokenOff(request, failure);
      connections.breakOff(request);
      return;
    }
    logFailure(request, failure);
    send(request, Problem.of(status, failure, request.response().headers().get(CORRELATION)));
  }

  private static void logBrokenOff(HttpServerRequest request, ServiceException failure) {
    log.warn(
        "{} {} was broken off after {} bytes; the client has to repeat it: {}: {}",
        request.method(),
        request.path(),
        request.response().bytesWritten(),
        failure.code(),
        failure.getMessage(),
        failure.kind() == ErrorKind.INTERNAL ? failure : null);
  }

  private void logFailure(HttpServerRequest request, ServiceException failure) {
    switch (failure.kind()) {
      case INTERNAL -> log.error("{} {} failed", request.method(), request.path(), failure);
      case UNAVAILABLE, TIMEOUT ->
          log.warn(
              "{} {} failed: {}: {}",
              request.method(),
              request.path(),
              failure.code(),
              failure.getMessage());
      case OVERLOADED -> shed.shed();
      // Without the path: an unknown path may contain personal data.
      default -> log.debug("A {} request was refused: {}", request.method(), failure.code());
    }
  }
}
