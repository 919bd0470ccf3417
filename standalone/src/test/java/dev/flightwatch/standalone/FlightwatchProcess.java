package dev.flightwatch.standalone;

import dev.flightwatch.testkit.JavaCommand;
import dev.flightwatch.testkit.ProcessSignals;
import dev.flightwatch.toolkit.launch.VertxRun;
import io.vertx.core.Deployable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code bin/flightwatch}, or one verticle, as a child process, on free ports. */
final class FlightwatchProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 90;
  private static final Path HOME = Path.of(System.getProperty("flightwatch.home"));
  private static final Map<String, String> FREE_PORTS =
      Map.of(
          "USER_MANAGER_HTTP_PORT", "0",
          "USER_MANAGER_GRPC_PORT", "0",
          "USER_MANAGER_MANAGEMENT_PORT", "0",
          "DATA_COLLECTOR_HTTP_PORT", "0",
          "DATA_COLLECTOR_GRPC_PORT", "0",
          "DATA_COLLECTOR_MANAGEMENT_PORT", "0");

  private static final String EXAMPLE =
      "{\"email\":\"sara@unict.it\",\"password\":\"correct-horse\"}";

  private final Process process;
  private final Path log;

  /** What it prints when it is ready, behind the ports. */
  private final String lastWords;

  private FlightwatchProcess(Process process, Path log, String lastWords) {
    this.process = process;
    this.log = log;
    this.lastWords = lastWords;
  }

  static FlightwatchProcess start(Path data, Map<String, String> more, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(HOME.resolve("bin/flightwatch").toString());
    command.add("--no-build");
    command.addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>(Map.of("FLIGHTWATCH_DATA", data.toString()));
    environment.putAll(more);
    return launch(command, environment, "Try:");
  }

  /** As {@code bin/vertx run} does, but never builds. */
  static FlightwatchProcess startVerticle(
      Class<? extends Deployable> verticle, Map<String, String> environment, String lastDoor)
      throws IOException {
    return launchVerticle(verticle, environment, lastDoor + " listens on");
  }

  /** The same with {@code -cluster}. */
  static FlightwatchProcess startMember(
      Class<? extends Deployable> verticle, Map<String, String> environment) throws IOException {
    return launchVerticle(verticle, environment, verticle.getName() + " runs", "-cluster");
  }

  private static FlightwatchProcess launchVerticle(
      Class<? extends Deployable> verticle,
      Map<String, String> environment,
      String lastWords,
      String... more)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            JavaCommand.java(),
            "-Xmx1g",
            "-Dlogback.configurationFile=" + HOME.resolve("conf/logback.xml"),
            "-cp",
            HOME.resolve("standalone/target/lib") + "/*",
            VertxRun.class.getName(),
            verticle.getName()));
    command.addAll(List.of(more));
    return launch(command, environment, lastWords);
  }

  private static FlightwatchProcess launch(
      List<String> command, Map<String, String> environment, String lastWords) throws IOException {
    Path log = Files.createTempFile("flightwatch", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(FREE_PORTS);
    builder.environment().putAll(environment);
    return new FlightwatchProcess(builder.start(), log, lastWords);
  }

  FlightwatchProcess awaitReady() throws Exception {
    CompletableFuture<Process> ended = process.onExit();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!output().contains(lastWords)) {
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

  /** Where a door, or an embedded database, is. */
  URI door(String name) {
    return URI.create("http://" + found(name + " listens on ([^\\s,]+)"));
  }

  private URI url(String pattern) {
    return URI.create(found(pattern));
  }

  private String found(String pattern) {
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

  /** What it printed that nobody may see, but for the greeting's example. */
  List<String> leaks(Collection<String> secrets) {
    return Leaks.in(output().replace(EXAMPLE, ""), secrets);
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

  /** Sends SIGSTOP: it does nothing, and what is sent to it waits, until {@link #goOn}. */
  void hold() throws Exception {
    ProcessSignals.suspend(running());
  }

  /** Sends SIGCONT. */
  void goOn() throws Exception {
    ProcessSignals.resume(running());
  }

  private ProcessHandle running() {
    if (!process.isAlive()) {
      throw new AssertionError("has ended:\n" + output());
    }
    return process.toHandle();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end:\n" + output());
    }
    return process.exitValue();
  }

  /** Whatever the test was about, nothing that it printed may be secret. */
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
    List<String> leaks = leaks(Curl.passwordsSent());
    Files.deleteIfExists(log);
    if (!leaks.isEmpty()) {
      throw new AssertionError("told in a log: " + leaks);
    }
  }
}
