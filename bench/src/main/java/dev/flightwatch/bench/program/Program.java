package dev.flightwatch.bench.program;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program that runs. All methods may block. */
public final class Program {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(40);
  private static final int PROBE_MILLIS = 2_000;
  private static final String READY =
      "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
  private static final int LAST_WORDS = 600;

  private final String name;
  private final Process process;
  private final Path log;
  private int questions;

  Program(String name, Process process, Path log) {
    this.name = requireNonNull(name);
    this.process = requireNonNull(process);
    this.log = requireNonNull(log);
  }

  /**
   * Waits until it prints something.
   *
   * @return where the pattern was found
   * @throws IllegalStateException when it ended before, or takes too long
   */
  public Matcher awaitPrinted(String pattern, Duration patience) {
    Pattern wanted = Pattern.compile(pattern, Pattern.MULTILINE);
    return until(
        () -> Optional.of(wanted.matcher(printed())).filter(Matcher::find),
        "did not print " + pattern,
        patience,
        20);
  }

  /** The same, with the patience that a start has. */
  public Matcher awaitPrinted(String pattern) {
    return awaitPrinted(pattern, START);
  }

  /**
   * Waits until its management port says that it is ready.
   *
   * @throws IllegalStateException when it ended before, or takes too long
   */
  public Program awaitReady(int managementPort) {
    until(
        () -> isReady(managementPort) ? Optional.of(true) : Optional.empty(),
        "was not ready",
        START,
        2);
    return this;
  }

  private static boolean isReady(int port) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PROBE_MILLIS);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
      socket.getOutputStream().write(READY.getBytes(StandardCharsets.US_ASCII));
      return Arrays.equals(socket.getInputStream().readNBytes(OK.length), OK);
    } catch (IOException notYet) {
      return false;
    }
  }

  private <T> T until(
      Supplier<Optional<T>> asked, String otherwise, Duration patience, long everyMillis) {
    CompletableFuture<Process> ended = process.onExit();
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<T> found = asked.get();
    while (found.isEmpty()) {
      if (ended.isDone() || System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "%s %s; its last words (all in %s): %s".formatted(name, otherwise, log, lastWords()));
      }
      pass(ended, everyMillis);
      found = asked.get();
    }
    return found.get();
  }

  /** Lets time pass, unless the program ends. */
  private static void pass(CompletableFuture<?> ended, long millis) {
    try {
      ended.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException itRuns) {
      Thread.onSpinWait();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * Tells a program something, as a line, and waits for its answer.
   *
   * @return the words of the answer
   * @throws IllegalStateException when it ends instead, or takes longer than its patience
   */
  public String[] ask(String question, Duration patience) {
    try {
      process.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new IllegalStateException(name + " has ended: " + lastWords(), e);
    }
    questions++;
    return awaitPrinted("^answer " + questions + " (.*)$", patience).group(1).split(" ");
  }

  /** The time that it has had a CPU for, over all its threads; zero where that is not told. */
  public Duration cpuTime() {
    return cpuTime(thread -> true);
  }

  /** How much of that its JIT compilers had. */
  public Duration compileTime() {
    return cpuTime(thread -> thread.matches("C[12] Compiler.*"));
  }

  private Duration cpuTime(Predicate<String> wanted) {
    // Each thread's schedstat, since the process's own time is a guess where the kernel samples.
    try (Stream<Path> threads = Files.list(Path.of("/proc", pid(), "task"))) {
      return Duration.ofNanos(threads.mapToLong(thread -> nanosOnCpu(thread, wanted)).sum());
    } catch (IOException notLinux) {
      return Duration.ZERO;
    }
  }

  private static long nanosOnCpu(Path thread, Predicate<String> wanted) {
    try {
      return wanted.test(Files.readString(thread.resolve("comm")).strip())
          ? Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0])
          : 0;
    } catch (IOException hasEnded) {
      return 0;
    }
  }

  private String pid() {
    return Long.toString(process.pid());
  }

  /**
   * The most memory that it has had resident, in MiB.
   *
   * @throws IOException where the system does not tell
   */
  public double peakResidentMib() throws IOException {
    String status = Files.readString(Path.of("/proc", pid(), "status"));
    Matcher peak = Pattern.compile("VmHWM:\\s+(\\d+) kB").matcher(status);
    if (!peak.find()) {
      throw new IOException("the system does not tell the resident memory of " + name);
    }
    return Long.parseLong(peak.group(1)) / 1024.0;
  }

  private String printed() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String lastWords() {
    String all = printed().strip();
    return all.substring(Math.max(0, all.length() - LAST_WORDS));
  }

  void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
