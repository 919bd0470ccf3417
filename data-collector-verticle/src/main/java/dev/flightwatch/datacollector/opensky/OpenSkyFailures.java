package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.CallFailed;
import dev.flightwatch.datacollector.opensky.OpenSkyException.CallSkipped;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * Converts network failures. The messages of the original exceptions are not used: they may contain
 * what a server sent, including a token.
 */
final class OpenSkyFailures {
  private OpenSkyFailures() {}

  /** Converts the failure of a call to a server. */
  static OpenSkyException of(String server, Throwable cause) {
    if (cause instanceof OpenSkyException known) {
      return known;
    }
    if (cause instanceof ConnectionPoolTooBusyException) {
      return new CallSkipped("too many calls to " + server + " are waiting");
    }
    return new CallFailed(server + " " + problem(cause));
  }

  private static String problem(Throwable cause) {
    if (cause instanceof TimeoutException) {
      return "did not respond in time";
    }
    if (cause instanceof HttpClosedException) {
      return "closed the connection";
    }
    if (cause instanceof IOException) {
      return "could not be reached (" + cause.getClass().getSimpleName() + ")";
    }
    return "sent a response that cannot be read";
  }
}
