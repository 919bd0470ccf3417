package dev.flightwatch.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server in its own JVM, which a test can kill to simulate a crash. */
public final class ServerProcess implements AutoCloseable {
  private static final String URL_MARK = "url=";

  private final Process process;
  private final String url;

  private ServerProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts a server and waits until it is ready.
   *
   * @param mainClass starts the server on the folder in its first argument and calls {@link #serve}
   */
  public static ServerProcess start(Class<?> mainClass, Path folder) throws Exception {
    Process process =
        new ProcessBuilder(JavaCommand.of(mainClass, folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader();
    String url =
        CompletableFuture.supplyAsync(
                () -> output.lines().filter(line -> line.startsWith(URL_MARK)).findFirst())
            .get(30, TimeUnit.SECONDS)
            .orElseThrow();
    return new ServerProcess(process, url.substring(URL_MARK.length()));
  }

  /** Sends the URL of the started server to the parent process, and waits for its end. */
  public static void serve(String url) throws IOException {
    System.out.println(URL_MARK + url);
    while (System.in.read() >= 0) {
      continue;
    }
  }

  public String url() {
    return url;
  }

  /** Kills the process, and waits for its end. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
