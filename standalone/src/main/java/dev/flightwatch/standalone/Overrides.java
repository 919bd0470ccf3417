package dev.flightwatch.standalone;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Settings that this process determines itself. They are system properties, which override the
 * environment.
 */
final class Overrides {
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 12_000;
  private static final int PORT_ATTEMPTS = 100;
  private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt(PORTS));

  private Overrides() {}

  static void set(String key, String value) {
    System.setProperty(key, value);
  }

  /**
   * Returns the port of a server whose address another service must know before the server listens.
   * Port 0 is replaced by a free port outside the range of ephemeral ports (from 32768 on Linux,
   * from 49152 elsewhere), so that no other server takes it in the meantime.
   */
  static int fixedPort(Config config, Setting<Integer> setting) {
    int port = config.get(setting);
    if (port != 0) {
      return port;
    }
    int free = freePort();
    set(setting.key(), Integer.toString(free));
    return free;
  }

  private static int freePort() {
    return IntStream.generate(Overrides::nextPort)
        .limit(PORT_ATTEMPTS)
        .filter(Overrides::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No free port on 127.0.0.1"));
  }

  /** Starts at a random port, so that two processes rarely try the same one. */
  private static int nextPort() {
    return FIRST_PORT + Math.floorMod(NEXT.getAndIncrement(), PORTS);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
