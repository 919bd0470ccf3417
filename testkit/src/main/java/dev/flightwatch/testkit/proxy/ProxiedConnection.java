package dev.flightwatch.testkit.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;

/** One caller's connection and the one to the server that belongs to it. On one event loop. */
final class ProxiedConnection {
  private final Context context;
  private final FaultProxy proxy;
  private final NetSocket caller;
  private final NetSocket server;
  private final Direction requests;
  private final Direction answers;
  private boolean answerLost;

  ProxiedConnection(Context context, FaultProxy proxy, NetSocket caller, NetSocket server) {
    this.context = context;
    this.proxy = proxy;
    this.caller = caller;
    this.server = server;
    this.requests = new Direction(caller, server);
    this.answers = new Direction(server, caller);
    // A reset is this proxy's business, and no news; the close handler follows it.
    caller.handler(this::request).closeHandler(v -> end()).exceptionHandler(reset -> {});
    server.handler(this::answer).closeHandler(v -> end()).exceptionHandler(reset -> {});
    // The caller was paused until there was somebody to talk to.
    stall();
  }

  private void request(Buffer chunk) {
    answerLost |= proxy.losesAnswerTo(chunk);
    after(requests, chunk);
  }

  private void answer(Buffer chunk) {
    if (answerLost) {
      reset();
      proxy.answerIsLost();
    } else {
      after(answers, chunk);
    }
  }

  private void after(Direction lane, Buffer chunk) {
    long millis = proxy.delayMillis();
    if (millis == 0) {
      lane.pass(chunk);
    } else {
      lane.hold(chunk);
      context.owner().setTimer(millis, id -> lane.release());
    }
  }

  private void end() {
    proxy.ended(this);
    caller.close();
    server.close();
  }

  void stall() {
    requests.stall();
    answers.stall();
  }

  void goOn() {
    requests.goOn();
    answers.goOn();
  }

  /** Ends both connections with a reset instead of an orderly end. */
  void reset() {
    resetOnClose(caller);
    resetOnClose(server);
    end();
  }

  private static void resetOnClose(NetSocket socket) {
    Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
  }
}
