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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A child process on free ports that runs {@code bin/flightwatch}, or one verticle. */
final class FlightwatchProcess implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final Path HOME = Path.of(System.getProperty("flightwatch.home"));
  private static final String JVM_OPTIONS = System.getProperty("test.jvm", "");
  private static final Map<String, String> FREE_PORTS =
      Map.of(
          "USER_MANAGER_HTTP_PORT", "0",
          "USER_MANAGER_GRPC_PORT", "0",
          "USER_MANAGER_MANAGEMENT_PORT", "0",
          "DATA_COLLECTOR_HTTP_PORT", "0",
          "DATA_COLLECTOR_GRPC_PORT", "0",
          "DATA_COLLECTOR_MANAGEMENT_PORT", "0",
          "GATEWAY_HTTP_PORT", "0",
          "GATEWAY_MANAGEMENT_PORT", "0");

  private static final String EXAMPLE =
      "{\"email\":\"sara@unict.it\",\"password\":\"correct-horse\"}";

  private final Process process;
  private final Path log;

  /** The text that it prints when it is ready, after the ports. */
  private final String readyText;

  private FlightwatchProcess(Process process, Path log, String readyText) {
    this.process = process;
    this.log = log;
    this.readyText = readyText;
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

  /** Starts a verticle as {@code bin/vertx run} does, without a build. */
  static FlightwatchProcess startVerticle(
      Class<? extends Deployable> verticle, Map<String, String> environment, String lastServer)
      throws IOException {
    return launchVerticle(verticle, environment, lastServer + " listens on");
  }

  /** Starts a verticle as a member of a cluster, with {@code -cluster}. */
  static FlightwatchProcess startMember(
      Class<? extends Deployable> verticle, Map<String, String> environment) throws IOException {
    return launchVerticle(verticle, environment, verticle.getName() + " started", "-cluster");
  }

  private static FlightwatchProcess launchVerticle(
      Class<? extends Deployable> verticle,
      Map<String, String> environment,
      String readyText,
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
    return launch(command, environment, readyText);
  }

  private static FlightwatchProcess launch(
      List<String> command, Map<String, String> environment, String readyText) throws IOException {
    Path log = Files.createTempFile("flightwatch", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(FREE_PORTS);
    if (!JVM_OPTIONS.isEmpty()) {
      builder.environment().put("JDK_JAVA_OPTIONS", JVM_OPTIONS);
    }
    builder.environment().putAll(environment);
    return new FlightwatchProcess(builder.start(), log, readyText);
  }

  FlightwatchProcess awaitReady() {
    ChaosRun.await(TIMEOUT, () -> output().contains(readyText) || !process.isAlive());
    if (!output().contains(readyText)) {
      throw new AssertionError("not ready:\n" + output());
    }
    return this;
  }

  URI gateway() {
    return url("open +(http://\\S+)");
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

  /** Returns the address of a server or of an embedded database. */
  URI server(String name) {
    return URI.create("http://" + findInOutput(name + " listens on ([^\\s,]+)"));
  }

  private URI url(String pattern) {
    return URI.create(findInOutput(pattern));
  }

  private String findInOutput(String pattern) {
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

  /**
   * Returns the output without the stack traces of event loops that had to wait for a processor.
   */
  String outputOfRequests() {
    return output().replace("io.vertx.core.VertxException: Thread blocked", "");
  }

  /** Returns the secrets that it printed, except those of the printed example. */
  List<String> printedSecrets(Collection<String> secrets) {
    return SecretScanner.find(output().replace(EXAMPLE, ""), secrets);
  }

  long pid() {
    return process.pid();
  }

  /** Writes to its standard input, and closes that. */
  void send(String text) throws IOException {
    process.outputWriter().append(text).close();
  }

  /** Sends SIGTERM, and returns the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return exitCode();
  }

  /** Sends SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    exitCode();
  }

  /** Sends SIGSTOP: the process is suspended until {@link #resume}. */
  void suspend() throws Exception {
    ProcessSignals.suspend(running());
  }

  /** Sends SIGCONT. */
  void resume() throws Exception {
    ProcessSignals.resume(running());
  }

  private ProcessHandle running() {
    if (!process.isAlive()) {
      throw new AssertionError("has ended:\n" + output());
    }
    return process.toHandle();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end:\n" + output());
    }
    return process.exitValue();
  }

  /** Stops the process; fails when it has printed a secret. */
  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().completeOnTimeout(process, TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    process.destroyForcibly();
    List<String> secrets = printedSecrets(Curl.passwordsSent());
    Files.deleteIfExists(log);
    if (!secrets.isEmpty()) {
      throw new AssertionError("secrets in the output: " + secrets);
    }
  }
}
