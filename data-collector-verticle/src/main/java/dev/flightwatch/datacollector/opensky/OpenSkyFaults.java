package dev.flightwatch.datacollector.opensky;

import dev.flightwatch.datacollector.opensky.OpenSkyException.Fault;
import dev.flightwatch.datacollector.opensky.OpenSkyException.Withheld;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * Words for what goes wrong on a network. The exceptions' own messages stay out: they can hold what
 * a server said, down to a token.
 */
final class OpenSkyFaults {

  private OpenSkyFaults() {}

  /** What it means that a call to a server failed like this. */
  static OpenSkyException of(String server, Throwable cause) {
    if (cause instanceof OpenSkyException known) {
      return known;
    }
    if (cause instanceof ConnectionPoolTooBusyException) {
      return new Withheld("too many calls to " + server + " are waiting already");
    }
    return new Fault(server + " " + words(cause));
  }

  private static String words(Throwable cause) {
    if (cause instanceof TimeoutException) {
      return "did not answer in time";
    }
    if (cause instanceof HttpClosedException) {
      return "closed the connection";
    }
    if (cause instanceof IOException) {
      return "could not be reached (" + cause.getClass().getSimpleName() + ")";
    }
    return "gave an answer that cannot be read";
  }
}
