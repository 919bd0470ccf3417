package dev.flightwatch.standalone;

import dev.flightwatch.toolkit.config.Config;
import dev.flightwatch.toolkit.config.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Keys that this process decides, whatever the environment says: as system properties, which come
 * last.
 */
final class Overrides {
  private Overrides() {}

  static void set(String key, String value) {
    System.setProperty(key, value);
  }

  /**
   * A port that the other service must know before this one listens: for 0, a free one that is
   * taken now.
   */
  static int fixedPort(Config config, Setting<Integer> setting) {
    int port = config.get(setting);
    if (port != 0) {
      return port;
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      set(setting.key(), Integer.toString(free.getLocalPort()));
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
