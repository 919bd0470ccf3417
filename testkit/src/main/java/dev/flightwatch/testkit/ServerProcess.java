package dev.flightwatch.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with a server in it, that can be killed as a crash would kill it. */
public final class ServerProcess implements AutoCloseable {
  private static final String URL_MARK = "url=";

  private final Process process;
  private final String url;

  private ServerProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** The main class starts a server on the folder it is given and calls {@link #serve}. */
  public static ServerProcess start(Class<?> mainClass, Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                mainClass.getName(),
                folder.toString())
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

  /** Tells the parent the URL, and waits for the parent to end. */
  public static void serve(String url) throws IOException {
    System.out.println(URL_MARK + url);
    while (System.in.read() >= 0) {
      continue;
    }
  }

  public String url() {
    return url;
  }

  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
