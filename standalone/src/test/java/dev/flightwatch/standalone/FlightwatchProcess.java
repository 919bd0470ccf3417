package dev.flightwatch.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code bin/flightwatch} as a child process, on free ports. */
final class FlightwatchProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 90;
  private static final Map<String, String> FREE_PORTS =
      Map.of(
          "USER_MANAGER_HTTP_PORT", "0",
          "USER_MANAGER_GRPC_PORT", "0",
          "USER_MANAGER_MANAGEMENT_PORT", "0",
          "DATA_COLLECTOR_HTTP_PORT", "0",
          "DATA_COLLECTOR_GRPC_PORT", "0",
          "DATA_COLLECTOR_MANAGEMENT_PORT", "0");

  /** What follows the ports in what it prints when it is ready. */
  private static final String LAST_WORDS = "Try:";

  private final Process process;
  private final Path log;

  private FlightwatchProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static FlightwatchProcess start(Path data, Map<String, String> more, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("flightwatch.home"), "bin", "flightwatch").toString());
    command.add("--no-build");
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile("flightwatch", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(FREE_PORTS);
    builder.environment().put("FLIGHTWATCH_DATA", data.toString());
    builder.environment().putAll(more);
    return new FlightwatchProcess(builder.start(), log);
  }

  FlightwatchProcess awaitReady() throws Exception {
    CompletableFuture<Process> ended = process.onExit();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!output().contains(LAST_WORDS)) {
      if (ended.isDone() || System.nanoTime() > deadline) {
        throw new AssertionError("not ready:\n" + output());
      }
      awaitQuietly(ended, 50);
    }
    return this;
  }

  private static void awaitQuietly(CompletableFuture<?> future, long millis) throws Exception {
    CompletableFuture.anyOf(
            future,
            new CompletableFuture<>().completeOnTimeout(null, millis, TimeUnit.MILLISECONDS))
        .get();
  }

  URI userManager() {
    return url("user manager +(http://\\S+)");
  }

  URI dataCollector() {
    return url("data collector +(http://\\S+)");
  }

  URI userManagerHealth() {
    return url("user manager .*health (http://\\S+)");
  }

  URI dataCollectorHealth() {
    return url("data collector .*health (http://\\S+)");
  }

  URI emulator() {
    return url("OpenSky emulator at (http://[^/]+)");
  }

  /** Where an embedded database listens. */
  URI listening(String database) {
    return URI.create("tcp://" + find(database + " listens on ([^,]+),"));
  }

  private URI url(String pattern) {
    return URI.create(find(pattern));
  }

  private String find(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(output());
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in:\n" + output());
    }
    return matcher.group(1);
  }

  String output() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Sends SIGTERM; the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  /** Sends SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end:\n" + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(log);
  }
}
