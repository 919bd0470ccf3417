package dev.flightwatch.toolkit.http;

import dev.flightwatch.toolkit.error.ErrorKind;
import dev.flightwatch.toolkit.error.ServiceException;
import dev.flightwatch.toolkit.log.Correlation;
import dev.flightwatch.toolkit.metrics.Counter;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one way out of a door, for answers and for failures. */
final class Exit {
  private static final Logger log = LoggerFactory.getLogger(Exit.class);
  private static final CharSequence CORRELATION = HttpHeaders.createOptimized(Correlation.HEADER);
  private static final CharSequence SNIFFING =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private static final int LARGEST_PLAIN = 1_024;

  private final Connections connections;
  private final Overloads overloads;

  /**
   * @param shed counts the requests refused for the load
   */
  Exit(Connections connections, Counter shed) {
    this.connections = connections;
    overloads = new Overloads(shed);
  }

  /** Gives a request its id before anything else looks at it. */
  static void begin(HttpServerRequest request) {
    String id = Correlation.adopt(request.getHeader(CORRELATION));
    request.response().putHeader(CORRELATION, id).putHeader(SNIFFING, NOSNIFF);
  }

  /** Sends an answer; fails when it cannot be written. */
  Future<Void> send(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response().setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    if (!response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
      response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
    boolean unwanted = answer.status() == 413 && !request.isEnded();
    if (unwanted) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    Future<Void> sent = end(request, answer);
    connections.answered(request, unwanted);
    return sent;
  }

  /** The body, or what stands for it: its headers for HEAD, 304 for those who have it. */
  private static Future<Void> end(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    boolean packed = isPacked(request, answer);
    String tag = answer.headers().get(Answer.TAG);
    if (tag != null && packed) {
      response.putHeader(HttpHeaders.ETAG, EntityTag.weak(tag));
    }
    if (tag != null && isUnchanged(request, answer.status(), tag)) {
      response.headers().remove(HttpHeaders.CONTENT_TYPE);
      return response.setStatusCode(304).end();
    }
    if (packed) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, Gzip.NAME);
    }
    if (request.method() != HttpMethod.HEAD) {
      return response.end(packed ? Gzip.quickly(answer.body()) : answer.body());
    }
    if (!packed) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length()));
    }
    return response.end();
  }

  /** What a packet holds is not worth it, and what has a coding has been packed. */
  private static boolean isPacked(HttpServerRequest request, Answer answer) {
    if (answer.body().length() <= LARGEST_PLAIN
        || answer.headers().containsKey("Content-Encoding")) {
      return false;
    }
    request.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return Gzip.isTakenBy(request);
  }

  private static boolean isUnchanged(HttpServerRequest request, int status, String tag) {
    boolean read = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    return read
        && status == 200
        && request.headers().contains(HttpHeaders.IF_NONE_MATCH)
        && EntityTag.isNamed(tag, request.headers().getAll(HttpHeaders.IF_NONE_MATCH));
  }

  /** Sends a failure as a problem, and logs it when it is ours. */
  void fail(HttpServerRequest request, ServiceException failure) {
    if (isGone(request)) {
      return;
    }
    logFailure(request, failure);
    send(request, Problem.of(failure, correlationId(request)));
  }

  /** The same under a status that only HTTP knows. */
  void fail(HttpServerRequest request, int status, ServiceException failure) {
    if (!isGone(request)) {
      send(request, Problem.of(status, failure, correlationId(request)));
    }
  }

  private static boolean isGone(HttpServerRequest request) {
    boolean gone = request.response().ended() || request.response().closed();
    if (gone) {
      log.debug("The client of a {} went away", request.method());
    }
    return gone;
  }

  private static String correlationId(HttpServerRequest request) {
    return request.response().headers().get(CORRELATION);
  }

  private void logFailure(HttpServerRequest request, ServiceException failure) {
    ErrorKind kind = failure.kind();
    switch (kind) {
      case INTERNAL -> log.error("{} {} failed", request.method(), request.path(), failure);
      case UNAVAILABLE, TIMEOUT ->
          log.warn(
              "{} {}: {}: {}",
              request.method(),
              request.path(),
              failure.code(),
              failure.getMessage());
      case OVERLOADED -> overloads.noteOne();
      // Without its path: on one that is unknown a caller may have put anything.
      default -> log.debug("A {} was refused: {}", request.method(), failure.code());
    }
  }
}
