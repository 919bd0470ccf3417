package dev.flightwatch.toolkit.launch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks the management port of this host whether the service is ready; for a container's health
 * check, whose image need hold no other program than Java. The exit code is 0 when it is ready, and
 * 1 otherwise, with one line that says why.
 */
public final class HealthProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String REQUEST =
      "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final int STATUS_BYTES = "HTTP/1.1 200".length();

  private HealthProbe() {}

  /** Takes the port. */
  public static void main(String[] words) {
    String answer = answer(words);
    System.out.println(answer);
    Runtime.getRuntime().halt(isReady(answer) ? 0 : 1);
  }

  private static String answer(String[] words) {
    try {
      return ask(Integer.parseInt(words[0]), PATIENCE);
    } catch (IOException away) {
      return "no answer: " + away.getMessage();
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException noPort) {
      return "Usage: HealthProbe PORT";
    }
  }

  static boolean isReady(String answer) {
    return answer.endsWith(" 200");
  }

  /**
   * The beginning of the answer, as far as its status.
   *
   * @param patience how long the connection may take, and each byte of the answer
   */
  static String ask(int port, Duration patience) throws IOException {
    int millis = (int) patience.toMillis();
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(millis);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
      socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(STATUS_BYTES), StandardCharsets.US_ASCII);
    }
  }
}
