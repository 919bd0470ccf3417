package dev.flightwatch.standalone;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.PrimitiveIterator;

/**
 * Ports that this process determines itself. They are system properties, which override the
 * environment.
 */
final class Overrides {
  private static final int FIRST_PORT = 20_000;
  private static final int END_PORT = 32_000;

  /** Random, so that two processes rarely try the same ones. */
  private static final PrimitiveIterator.OfInt FREE_PORTS =
      new SecureRandom()
          .ints(FIRST_PORT, END_PORT)
          .distinct()
          .limit(1_000)
          .filter(Overrides::isFree)
          .iterator();

  private Overrides() {}

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
    int free = FREE_PORTS.nextInt();
    System.setProperty(setting.key(), Integer.toString(free));
    return free;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
