package dev.flightwatch.toolkit.launch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.time.Duration;

/**
 * The health check of a container. Requests readiness from a management port of this host, so that
 * the image needs no other program than Java. Prints the status line or the failure. The exit code
 * is 0 when the service is ready and 1 otherwise.
 */
public final class HealthProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private HealthProbe() {}

  /** Takes the port as its argument. */
  public static void main(String[] args) {
    String status = status(Integer.parseInt(args[0]), TIMEOUT);
    System.out.println(status);
    Runtime.getRuntime().halt(isReady(status) ? 0 : 1);
  }

  static boolean isReady(String status) {
    return status.equals("HTTP 200");
  }

  /**
   * Returns the status code of the response, or the failure.
   *
   * @param timeout timeout of the connection, and of each read
   */
  static String status(int port, Duration timeout) {
    try {
      URL url = new URL("http", "127.0.0.1", port, "/health/ready");
      URLConnection connection = url.openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout((int) timeout.toMillis());
      connection.setReadTimeout((int) timeout.toMillis());
      return "HTTP " + ((HttpURLConnection) connection).getResponseCode();
    } catch (IOException failure) {
      return "no response: " + failure.getMessage();
    }
  }
}
