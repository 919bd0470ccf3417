package dev.flightwatch.toolkit.http;

import io.vertx.core.http.HttpServerOptions;

/**
 * Which bodies Vert.x compresses for a client that takes it: those that a packet does not hold, and
 * that have no coding yet. It is done on the event loop, hence at the fastest level.
 */
final class Compression {
  private static final int LEVEL = 1;
  private static final int LARGEST_PLAIN = 1024;

  private Compression() {}

  static HttpServerOptions enabledIn(HttpServerOptions options) {
    return options
        .setCompressionSupported(true)
        .setCompressionLevel(LEVEL)
        .setCompressionContentSizeThreshold(LARGEST_PLAIN + 1);
  }

  static boolean concerns(Answer answer) {
    return answer.body().length() > LARGEST_PLAIN
        && !answer.headers().containsKey("Content-Encoding");
  }
}
