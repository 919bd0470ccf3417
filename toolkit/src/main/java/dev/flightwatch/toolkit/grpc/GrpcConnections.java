package dev.flightwatch.toolkit.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The connections of a gRPC server, all on one event loop. */
final class GrpcConnections {
  /** Vert.x's name of the handler that closes an idle connection. */
  private static final String IDLE = "idle";

  private final GrpcServerLimits limits;
  private final Set<Channel> open = new HashSet<>();

  GrpcConnections(GrpcServerLimits limits) {
    this.limits = limits;
  }

  /**
   * Called when a connection has sent HTTP/2's preface or an HTTP/1 request, and again when it is
   * upgraded from HTTP/1 to HTTP/2.
   */
  void opened(HttpConnection connection) {
    Channel channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
    if (open.size() >= limits.maxConnections() && !open.contains(channel)) {
      connection.close();
      return;
    }
    if (open.add(channel)) {
      channel.closeFuture().addListener(closed -> open.remove(channel));
    }
    ChannelPipeline pipeline = channel.pipeline();
    if (pipeline.get(Http2ConnectionHandler.class) != null) {
      extendIdleTimeout(pipeline);
      consolidateFlushes(pipeline);
    }
  }

  /** Replaces the timeout before the preface, which remains for HTTP/1. */
  private void extendIdleTimeout(ChannelPipeline pipeline) {
    pipeline.replace(
        IDLE,
        IDLE,
        new IdleStateHandler(0, 0, limits.idleTimeout().toMillis(), TimeUnit.MILLISECONDS));
  }

  /**
   * Vert.x flushes each response by itself, and the system calls take a third of a call's time.
   * Responses of a connection that are ready at the same moment are flushed together.
   */
  private static void consolidateFlushes(ChannelPipeline pipeline) {
    pipeline.addFirst(
        new FlushConsolidationHandler(
            FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, true));
  }
}
