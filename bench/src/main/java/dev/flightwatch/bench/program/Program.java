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
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A running program. All methods may block. */
public final class Program {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(40);
  private static final int PROBE_MILLIS = 2_000;
  private static final String READY =
      "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL_CHARS = 600;

  private final String name;
  private final Process process;
  private final Path log;
  private int commands;

  Program(String name, Process process, Path log) {
    this.name = requireNonNull(name);
    this.process = requireNonNull(process);
    this.log = requireNonNull(log);
  }

  /**
   * Waits for output.
   *
   * @return the match of the pattern
   * @throws IllegalStateException if the program ends before, or after the timeout
   */
  public Matcher awaitOutput(String pattern, Duration timeout) {
    Pattern expected = Pattern.compile(pattern, Pattern.MULTILINE);
    return until(
        () -> Optional.of(expected.matcher(output())).filter(Matcher::find),
        "did not print " + pattern,
        timeout,
        20);
  }

  /** Waits for output for at most the time that a start may take. */
  public Matcher awaitOutput(String pattern) {
    return awaitOutput(pattern, START_TIMEOUT);
  }

  /**
   * Waits until its management server reports that it is ready.
   *
   * @throws IllegalStateException if the program ends before, or after the timeout
   */
  public Program awaitReady(int managementPort) {
    until(
        () -> isReady(managementPort) ? Optional.of(true) : Optional.empty(),
        "was not ready",
        START_TIMEOUT,
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
      Supplier<Optional<T>> probe, String failure, Duration timeout, long everyMillis) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      for (boolean ended = false; ; ended = process.waitFor(everyMillis, TimeUnit.MILLISECONDS)) {
        Optional<T> found = probe.get();
        if (found.isPresent()) {
          return found.get();
        }
        if (ended || System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(
              "%s %s; the end of its log %s: %s".formatted(name, failure, log, tail()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * Sends a command line to the program and waits for its result.
   *
   * @return the words of the result
   * @throws IllegalStateException if the program ends, or after the timeout
   */
  public String[] execute(String command, Duration timeout) {
    try {
      process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new IllegalStateException(name + " has ended: " + tail(), e);
    }
    commands++;
    return awaitOutput("^result " + commands + " (.*)$", timeout).group(1).split(" ");
  }

  /** Returns the CPU time of all threads; zero where the system does not report it. */
  public Duration cpuTime() {
    return cpuTime(thread -> true);
  }

  /** Returns the CPU time of the JIT compilers. */
  public Duration compileTime() {
    return cpuTime(thread -> thread.matches("C[12] Compiler.*"));
  }

  private Duration cpuTime(Predicate<String> selected) {
    // The schedstat of each thread is exact, while the time of the process can be sampled.
    try (Stream<Path> threads = Files.list(Path.of("/proc", pid(), "task"))) {
      return Duration.ofNanos(threads.mapToLong(thread -> nanosOnCpu(thread, selected)).sum());
    } catch (IOException notLinux) {
      return Duration.ZERO;
    }
  }

  private static long nanosOnCpu(Path thread, Predicate<String> selected) {
    try {
      return selected.test(Files.readString(thread.resolve("comm")).strip())
          ? Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[0])
          : 0;
    } catch (IOException ended) {
      return 0;
    }
  }

  private String pid() {
    return Long.toString(process.pid());
  }

  /**
   * Returns the peak resident memory, in MiB.
   *
   * @throws IOException if the system does not report it
   */
  public double peakResidentMib() throws IOException {
    String status = Files.readString(Path.of("/proc", pid(), "status"));
    Matcher peak = Pattern.compile("VmHWM:\\s+(\\d+) kB").matcher(status);
    if (!peak.find()) {
      throw new IOException("the system does not report the resident memory of " + name);
    }
    return Long.parseLong(peak.group(1)) / 1024.0;
  }

  private String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String tail() {
    String output = output().strip();
    return output.substring(Math.max(0, output.length() - TAIL_CHARS));
  }

  void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
