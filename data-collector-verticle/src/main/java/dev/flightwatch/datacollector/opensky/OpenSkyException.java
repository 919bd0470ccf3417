package dev.flightwatch.datacollector.opensky;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * A failure to read OpenSky. The message can be logged and shown: it contains no secrets and no
 * text from a server.
 */
final class OpenSkyException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final CallStatus status;

  OpenSkyException(CallStatus status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  CallStatus status() {
    return status;
  }

  /**
   * Converts the failure of a call to a server. The message of the original exception is not used:
   * it may contain what the server sent, including a token.
   */
  static OpenSkyException of(String server, Throwable cause) {
    if (cause instanceof OpenSkyException known) {
      return known;
    }
    if (cause instanceof ConnectionPoolTooBusyException) {
      return new OpenSkyException(
          CallStatus.WITHHELD, "too many calls to " + server + " are waiting");
    }
    if (cause instanceof TimeoutException) {
      return new OpenSkyException(CallStatus.TIMEOUT, server + " did not respond in time");
    }
    if (cause instanceof HttpClosedException) {
      return new OpenSkyException(CallStatus.UNREACHABLE, server + " closed the connection");
    }
    if (cause instanceof IOException) {
      String kind = cause.getClass().getSimpleName();
      return new OpenSkyException(
          CallStatus.UNREACHABLE, server + " could not be reached (" + kind + ")");
    }
    return new OpenSkyException(
        CallStatus.MALFORMED, server + " sent a response that cannot be read");
  }
}
