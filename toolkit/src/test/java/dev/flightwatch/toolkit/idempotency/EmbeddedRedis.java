package dev.flightwatch.toolkit.idempotency;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import redis.embedded.RedisServer;

/** A real Redis on a free port, which keeps the port over its restarts. */
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
    signal("CONT");
    server.stop();
  }

  /** Connections stay open, and nothing is answered. */
  public void stall() throws IOException {
    signal("STOP");
  }

  public void goOn() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  public int port() {
    return port;
  }

  public String url() {
    return url(port);
  }

  public RedisStoreOptions options() {
    return options(port);
  }

  /** The same behind another port. */
  public RedisStoreOptions options(int proxyPort) {
    return new RedisStoreOptions(
        RedisAddress.of(URI.create(url(proxyPort))), "test:", Duration.ofMillis(250), 4, 1000);
  }

  private static String url(int port) {
    return "redis://:p+w%25@127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
