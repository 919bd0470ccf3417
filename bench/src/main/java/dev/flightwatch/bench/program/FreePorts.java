package dev.flightwatch.bench.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports that nobody listens on now, for programs whose ports must be known before they start. */
public final class FreePorts {
  private FreePorts() {}

  /**
   * Finds some, all different.
   *
   * @throws IOException when there are not so many
   */
  public static List<Integer> find(int count) throws IOException {
    List<ServerSocket> taken = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return taken.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
  }
}
