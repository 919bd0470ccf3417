package dev.flightwatch.toolkit.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The health check of a container. Requests readiness from a management port of this host, so that
 * the image needs no other program than Java. Prints the status line or the failure. The exit code
 * is 0 when the service is ready and 1 otherwise.
 */
public final class HealthProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final String REQUEST =
      "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final int STATUS_BYTES = "HTTP/1.1 200".length();

  private HealthProbe() {}

  /** Takes the port as its argument. */
  public static void main(String[] args) {
    String status = status(args);
    System.out.println(status);
    Runtime.getRuntime().halt(isReady(status) ? 0 : 1);
  }

  private static String status(String[] args) {
    try {
      return request(Integer.parseInt(args[0]), TIMEOUT);
    } catch (IOException failure) {
      return "no response: " + failure.getMessage();
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException invalid) {
      return "Usage: HealthProbe PORT";
    }
  }

  static boolean isReady(String status) {
    return status.endsWith(" 200");
  }

  /**
   * Returns the start of the response up to the status code.
   *
   * @param timeout timeout of the connection, and of each read
   */
  static String request(int port, Duration timeout) throws IOException {
    int millis = (int) timeout.toMillis();
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(millis);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
      socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(STATUS_BYTES), StandardCharsets.US_ASCII);
    }
  }
}
