package dev.flightwatch.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.stream.Collectors;
import redis.embedded.RedisServer;

/** A Redis server with a password, on a free port that it keeps when it restarts. */
public final class EmbeddedRedis implements AutoCloseable {
  private final int port;
  private RedisServer server;
  private ProcessHandle process;

  public EmbeddedRedis() throws IOException {
    port = freePort();
    start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public void start() throws IOException {
    Set<ProcessHandle> before = ProcessHandle.current().children().collect(Collectors.toSet());
    server =
        RedisServer.newRedisServer()
            .bind("127.0.0.1")
            .port(port)
            .setting("save \"\"")
            .setting("requirepass p+w%")
            .build();
    server.start();
    process =
        ProcessHandle.current()
            .children()
            .filter(child -> !before.contains(child))
            .findFirst()
            .orElseThrow();
  }

  public void stop() throws IOException {
    resume();
    server.stop();
  }

  /** Suspends the server: connections stay open, but there are no responses. */
  public void stall() throws IOException {
    ProcessSignals.suspend(process);
  }

  public void resume() throws IOException {
    ProcessSignals.resume(process);
  }

  public int port() {
    return port;
  }

  public String url() {
    return url(port);
  }

  /** Returns the URL with another port, such as that of a proxy. */
  public static String url(int port) {
    return "redis://:p+w%25@127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
